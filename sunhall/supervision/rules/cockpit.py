"""What a cockpit asks, and why a matter is red, as plain values (V1; ux B5, B6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Question:
    """One number of the cockpit: its question, and what opening it shows."""

    code: str
    words: str
    asks: str
    tone: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("late", "超期未办结", "现在有几件已经超期？", "danger"),
    Question("today", "今日到期", "今天会超期的有几件？", "warn"),
    Question("soon", "三个工作日内到期", "接下来哪些会变红？", "warn"),
    Question("unsigned", "交办未签收", "哪些交办还没人接？"),
    Question("dialogue", "约谈未完成", "不满意的诉求约谈了吗？"),
    Question("paused", "暂停计时", "哪些时限停着，凭什么？"),
    Question("disputed", "联系记录有异议", "谁说没人联系过他？"),
)
# What lies beyond the strip; a list of its own, but no tile.
LATER = Question("later", "一周以后到期", "更远的有几件？")

SOON_DAYS = 3
AHEAD_DAYS = 7
WORST = 3


def question(code: str) -> Question | None:
    """The question with this code."""
    return next((one for one in (*QUESTIONS, LATER) if one.code == code), None)


def months_before(day: date, count: int) -> date:
    """The first day of the month so many months before the month of a day."""
    months = day.year * 12 + day.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def last_of_month(first: date) -> date:
    """The last day of the month that begins on a day."""
    return months_before(first, -1) - timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """One stretch in which one post was accountable, in working days of its place."""

    post: str
    from_at: datetime
    to_at: datetime | None
    days: int
    signed_by: str = ""


@dataclass(frozen=True)
class Stop:
    """One pause of the clocks: on what ground and paper, and who granted it."""

    ground: str
    paper: str
    by: str
    from_at: datetime
    to_at: datetime | None


@dataclass(frozen=True)
class Longer:
    """One extension that was granted: how much, who asked, who decided."""

    n: int
    reason: str
    asked_by: str
    decided_by: str


@dataclass(frozen=True)
class Course:
    """How a matter came to stand where it stands."""

    held: tuple[Held, ...] = ()
    stops: tuple[Stop, ...] = ()
    longer: tuple[Longer, ...] = ()
    returns: int = 0
    offered: str = ""
    offered_at: datetime | None = None


Facts = dict[str, str | int | datetime | None]


@dataclass(frozen=True)
class Cause:
    """The one line that says why: a code, and the facts that its words name."""

    code: str
    facts: Facts


def cause(course: Course) -> Cause:
    """The cause 原因 in one line: it stands still, nobody took it, it wandered, or one held it."""
    total = sum(one.days for one in course.held)
    running = [stop for stop in course.stops if stop.to_at is None]
    if running:
        stop = running[0]
        return Cause("paused", {"ground": stop.ground, "paper": stop.paper, "by": stop.by})
    if course.offered:
        return Cause("unsigned", {"post": course.offered, "since": course.offered_at})
    longest = _longest(course.held)
    if longest is None:
        return Cause("unknown", {})
    facts: Facts = {"post": longest.post, "days": longest.days, "all": total}
    if course.returns:
        return Cause("returned", facts | {"times": course.returns})
    return Cause("held", facts)


def _longest(held: Sequence[Held]) -> Held | None:
    """The post that held it longest; of equals the last."""
    return max(reversed(held), key=lambda one: one.days, default=None)
