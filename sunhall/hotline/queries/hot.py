"""Hot issues 热点问题 as an actor may see them: counted over the requests they see (H9, H13).

Nobody learns of a request here that they could not open elsewhere: members, counts, heat, growth
and the words that explain an issue rest on the requests within the actor's own sight.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.events import (
    HotIssueAlarmed,
    HotIssueFound,
    HotIssueGrew,
    HotIssueLate,
    HotMemberLeft,
)
from sunhall.hotline.models import HotDay, HotIssue, HotMember
from sunhall.hotline.queries.hot_material import hot_messages, last_hot_day
from sunhall.hotline.rules.hot import (
    OPEN,
    STATES,
    WEIGHTS,
    Growth,
    HotFacts,
    Message,
    growth,
    heat,
)
from sunhall.matters import queries as matters

WEEKS = 9
# Facts that tell how many, whoever may see them.
_COUNTING = (HotIssueFound, HotIssueGrew, HotIssueAlarmed)


@dataclass(frozen=True)
class HotSeen:
    """An issue as one actor sees it on a day: what explains it, how hot, who answers.

    `whole` says whether all its requests lie within the actor's sight.
    """

    row: HotIssue
    place: str
    words: tuple[str, ...]
    messages: tuple[Message, ...]
    on: date
    heat: float
    growth: Growth
    state: str
    owner: str
    whole: bool

    @property
    def code(self) -> str:
        return str(self.row.code)

    @property
    def state_words(self) -> str:
        """The state in words."""
        return STATES[self.state]

    @property
    def title(self) -> str:
        """Place and words in one line; they are all that names an issue."""
        return " ".join(filter(None, (self.place, "、".join(self.words)))) or self.code

    @property
    def count(self) -> int:
        return len(self.messages)

    @property
    def persons(self) -> int:
        """How many persons; who left no name counts as one each."""
        return len({one.person or one.key for one in self.messages})

    @property
    def first(self) -> date:
        """The day of the first request."""
        return min(one.day for one in self.messages)

    @property
    def last(self) -> date:
        """The day of the newest request."""
        return max(one.day for one in self.messages)

    @property
    def is_late(self) -> bool:
        """Whether the post that must answer has let its limit pass."""
        due: datetime | None = self.row.due_at
        return self.state == "owned" and due is not None and due < now()


@dataclass(frozen=True)
class HotWeek:
    """One week of the trend: how many came, how many persons so far, how hot it was at its end."""

    first: date
    last: date
    count: int
    heat: float
    alarm: bool


def hot_issues_for(actor: Actor, *, ended: bool = False, on: date | None = None) -> list[HotSeen]:
    """The issues within this actor's sight, alarms first, then the hottest 热点问题清单 (H9).

    With `ended` those that were ended or cooled down, the latest first.
    """
    rows = HotIssue.objects.filter(state__in=OPEN) if not ended else _over()
    found = _seen(actor, rows, on or _as_of())
    if ended:
        return sorted(found, key=lambda one: (one.last, one.code), reverse=True)
    return sorted(found, key=lambda one: (not one.growth.alarm, -one.heat, one.code))


def hot_issue_for(actor: Actor, code: str) -> HotSeen:
    """One issue this actor may see, or `NotFound`."""
    found = _seen(actor, HotIssue.objects.filter(code=code), _as_of())
    if not found:
        raise NotFound(code)
    return found[0]


def hot_issues_between(actor: Actor, first: date, last: date) -> list[HotSeen]:
    """The issues that somebody spoke of in a period, the hottest on its last day first (H9).

    For reports: members, heat, growth and state are those of the last day, whenever it is asked.
    """
    came = HotMember.objects.filter(
        issue=OuterRef("pk"),
        matter__opened_at__gte=_midnight(first),
        matter__opened_at__lt=_midnight(last + timedelta(days=1)),
    )
    rows = HotIssue.objects.filter(Exists(came), found_on__lte=last)
    found = [one for one in _seen(actor, rows, last) if one.last >= first]
    return sorted(found, key=lambda one: (-one.heat, one.code))


def hot_members_for(actor: Actor, one: HotSeen) -> list[matters.Listed]:
    """The requests of an issue as a list shows them, the newest first."""
    rows = matters.matters_for(actor).filter(pk__in=[int(each.key) for each in one.messages])
    return matters.lines(matters.with_names(rows).order_by("-opened_at", "-pk"), to=actor)


def hot_of(actor: Actor, matter: Any) -> HotSeen | None:
    """The open issue a request lies in, if this actor sees it."""
    rows = HotIssue.objects.filter(state__in=OPEN, members__matter=matter, members__left_on=None)
    found = _seen(actor, rows, _as_of())
    return found[0] if found else None


def hot_trend(one: HotSeen) -> list[HotWeek]:
    """The last weeks, this one against those before it, oldest first 趋势."""
    ends = [one.on - timedelta(days=WEIGHTS.window_days * back) for back in range(WEEKS)]
    return [_week(one.messages, end) for end in reversed(ends)]


def hot_nights(one: HotSeen) -> QuerySet[HotDay]:
    """The days on which a night raised the alarm 预警记录, the latest first."""
    return HotDay.objects.filter(issue=one.row, alarm=True).order_by("-day")


@dataclass(frozen=True)
class HotEntry:
    """One line of an issue's history as the timeline takes it."""

    at: datetime
    title: str
    who: str
    text: str
    state: str


def hot_story(actor: Actor, one: HotSeen) -> list[HotEntry]:
    """What happened to an issue, the latest first; counts and numbers only of what is in sight."""
    lines = matters.story_of_stream(f"hot:{one.code}")
    numbers = {getattr(line.recorded.event, "matter", "") for line in lines} - {""}
    seen = matters.matters_for(actor).filter(number__in=numbers)
    known = set(seen.values_list("number", flat=True))
    return [_entry(line) for line in reversed(lines) if _may_read(line, one, known)]


def _may_read(line: matters.Line, one: HotSeen, known: set[str]) -> bool:
    event: Any = line.recorded.event
    if isinstance(event, HotMemberLeft):
        return event.matter in known
    return one.whole or not isinstance(event, _COUNTING)


def _entry(line: matters.Line) -> HotEntry:
    event: Any = line.recorded.event
    text = "" if isinstance(event, HotIssueFound) else getattr(event, "words", "")
    warn = isinstance(event, HotIssueAlarmed | HotIssueLate)
    return HotEntry(line.at, line.words, line.who, text, "warn" if warn else "done")


def is_hot_issue_seen(actor: Actor, code: str) -> bool:
    """Whether this actor may see an issue, for what follows an act that may have ended that."""
    return bool(_seen(actor, HotIssue.objects.filter(code=code), _as_of()))


def hot_giver(row: HotIssue) -> str:
    """The name of who named the post that must answer."""
    return directory.names_of([row.given_by]).get(row.given_by, "") if row.given_by else ""


def hot_facts(row: HotIssue) -> HotFacts:
    """What the verdicts look at."""
    return HotFacts(row.state, row.owner)


def joined_by_issue(actor: Actor) -> Q:
    """The requests of the open issues that this actor's posts must answer; no confidential one."""
    if not actor.posts:
        return Q(pk__in=[])
    mine = HotMember.objects.filter(
        issue__owner__in=actor.posts, issue__state__in=("owned", "answered"), left_on=None
    )
    return Q(pk__in=mine.values("matter"), request__is_confidential=False)


def hot_day(issue: HotIssue, before: date) -> HotDay | None:
    """What the last night before a day saw of an issue."""
    return HotDay.objects.filter(issue=issue, day__lt=before).order_by("-day").first()


def _seen(actor: Actor, rows: QuerySet[HotIssue], on: date) -> list[HotSeen]:
    issues = list(rows.order_by("code"))
    inside = _members(issues, on)
    sight = matters.matters_for(actor).filter(
        pk__in=[pk for found in inside.values() for pk in found]
    )
    seen = set(sight.values_list("pk", flat=True))
    messages = hot_messages(seen)
    names = directory.names_of(f"post:{one.owner}" for one in issues if one.owner)
    told = []
    for issue in issues:
        theirs = [
            messages[pk] for pk in inside[issue.pk] if pk in messages and messages[pk].day <= on
        ]
        is_mine = issue.owner in actor.posts
        if theirs and (is_mine or len(theirs) >= WEIGHTS.least_messages):
            whole = len(theirs) == len(inside[issue.pk])
            told.append(_told(issue, theirs, on, names, whole=whole))
    return told


def _members(issues: Iterable[HotIssue], on: date) -> dict[int, list[int]]:
    """The keys of the matters in some issues at the end of a day."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = HotMember.objects.filter(issue__in=[one.pk for one in issues], joined_on__lte=on)
    rows = rows.filter(Q(left_on=None) | Q(left_on__gt=on))
    for issue, matter in rows.order_by("matter").values_list("issue", "matter"):
        found[issue].append(matter)
    return found


def _told(
    issue: HotIssue, messages: list[Message], on: date, names: dict[str, str], *, whole: bool
) -> HotSeen:
    said = "\n".join(one.subject for one in messages)
    words = [word for word in issue.words if whole or word in said]
    place = issue.place if whole or issue.place in said else ""
    return HotSeen(
        row=issue,
        place=place,
        words=tuple(words),
        messages=tuple(sorted(messages, key=Message.order)),
        on=on,
        heat=heat(messages, on),
        growth=growth(messages, on),
        state=_state_on(issue, on),
        owner=names.get(f"post:{issue.owner}", issue.owner),
        whole=whole,
    )


def _state_on(issue: HotIssue, on: date) -> str:
    """The state at the end of a day: what came later had not happened yet."""
    if on >= today() - timedelta(days=1):
        return str(issue.state)
    past = _midnight(on + timedelta(days=1))
    for at, state in (
        (issue.ended_at, "ended"), (issue.answered_at, "answered"), (issue.given_at, "owned"),
    ):  # fmt: skip
        if at is not None and at < past:
            return state
    return "found"


def _week(messages: Iterable[Message], end: date) -> HotWeek:
    opened = end - timedelta(days=WEIGHTS.window_days)
    known = [one for one in messages if one.day <= end]
    count = sum(one.day > opened for one in known)
    return HotWeek(
        opened + timedelta(days=1), end, count, heat(known, end), growth(known, end).alarm
    )


def _over() -> QuerySet[HotIssue]:
    return HotIssue.objects.exclude(state__in=OPEN)


def _as_of() -> date:
    """The day the last night looked at; before the first night, yesterday."""
    return last_hot_day() or today() - timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
