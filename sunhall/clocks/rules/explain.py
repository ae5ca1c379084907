"""Why this time 为什么是这个时间: a limit told day by day, from the same tally as its due (K3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sunhall.clocks.rules.calendar import SATURDAY, Calendar
from sunhall.clocks.rules.due import HOUR
from sunhall.clocks.rules.hours import OfficeHours, midnight
from sunhall.clocks.rules.limits import Limit, Pause, Unit
from sunhall.clocks.rules.tally import DayTally, SpanTally, closing, tally_days, tally_spans
from sunhall.ground.kit.now import LOCAL

START_ARTICLE = "民法典第二百零一条"
ROLL_ARTICLE = "民法典第二百零三条"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class Reason(StrEnum):
    """Why a day counted or did not; the value is the word people read."""

    START = "起算日不计"
    WORKDAY = "工作日"
    MAKE_UP = "调休上班"
    CALENDAR_DAY = "自然日"
    WEEKEND = "周末"
    HOLIDAY = "法定节假日"
    LOCAL_OFF = "本地停止办公"
    LOCAL_WORK = "本地照常上班"
    PAUSED = "暂停"
    ROLLED = "期满日休息，顺延"
    HOURS = "按小时计"
    CLOSED = "非办公时间"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of an explanation. Totals are days, or seconds for an hourly limit."""

    day: date
    counted: bool
    running_total: int
    reason: Reason
    name: str = ""
    source: str = ""
    provisional: bool = False
    credit: int = 0

    @property
    def weekday(self) -> str:
        """The day of the week as people say it."""
        return WEEKDAYS[self.day.weekday()]


def explain(
    start: datetime,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    office_hours: OfficeHours | None = None,
    *,
    until: date | None = None,
) -> list[DayLine]:
    """Tell day by day what counted and why, up to the last day (K3; ux B4).

    While a pause is open there is no last day; the story then goes to `until`, or to the day
    the clock stopped.
    """
    if limit.is_hourly:
        spans = tally_spans(start, limit.n * HOUR, limit, pauses, calendar, office_hours)
        return list(_by_the_hour(start, spans, limit, pauses, calendar, until))
    tally = tally_days(start, limit, pauses, calendar, office_hours)
    return list(_by_the_day(tally, limit, pauses, calendar, office_hours, until))


def _by_the_day(
    tally: DayTally,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    hours: OfficeHours | None,
    until: date | None,
) -> Iterator[DayLine]:
    start = date.fromordinal(tally.start)
    yield DayLine(start, False, 0, Reason.START, source=START_ARTICLE)
    total = 0
    for ordinal in range(tally.start + 1, _final(tally, until) + 1):
        day = date.fromordinal(ordinal)
        if tally.is_paused(ordinal):
            pause = _pause_on(day, pauses, closing(day, limit, calendar, hours))
            yield DayLine(day, False, total, Reason.PAUSED, pause.ground, pause.paper)
            continue
        counted = _counts(tally, ordinal, limit, calendar)
        total += counted
        yield _line(day, counted, total, tally, limit, calendar)


def _counts(tally: DayTally, ordinal: int, limit: Limit, calendar: Calendar) -> bool:
    if not tally.ran_on(ordinal):
        return False
    if tally.rolled_from is not None and ordinal >= tally.rolled_from:
        return ordinal == tally.last
    return limit.unit != Unit.WD or calendar.is_workday(date.fromordinal(ordinal))


def _line(
    day: date, counted: bool, total: int, tally: DayTally, limit: Limit, calendar: Calendar
) -> DayLine:
    if limit.unit == Unit.WD:
        reason, name, source = day_reason(day, calendar)
        guessed = calendar.is_provisional(day, day)
        return DayLine(day, counted, total, reason, name, source, guessed, int(counted))
    if tally.rolled_from is not None and tally.rolled_from <= day.toordinal() != tally.last:
        reason, name, _ = day_reason(day, calendar)
        guessed = calendar.is_provisional(day, day)
        return DayLine(day, False, total, Reason.ROLLED, name or reason, ROLL_ARTICLE, guessed)
    return DayLine(day, counted, total, Reason.CALENDAR_DAY, credit=int(counted))


def day_reason(day: date, calendar: Calendar) -> tuple[Reason, str, str]:
    """Why a day is worked or off: the reason, the holiday's name and the notice it rests on."""
    special = calendar.special(day)
    if special is None:
        worked = calendar.is_workday(day)
        return (Reason.WORKDAY if worked else Reason.WEEKEND), "", ""
    if special.is_local:
        reason = Reason.LOCAL_WORK if special.is_workday else Reason.LOCAL_OFF
    elif not special.is_workday:
        reason = Reason.HOLIDAY
    else:
        reason = Reason.MAKE_UP if day.weekday() >= SATURDAY else Reason.WORKDAY
    return reason, special.name, special.source


def _by_the_hour(
    start: datetime,
    tally: SpanTally,
    limit: Limit,
    pauses: Sequence[Pause],
    calendar: Calendar,
    until: date | None,
) -> Iterator[DayLine]:
    day, total = start.astimezone(LOCAL).date(), 0
    stop = tally.last or (tally.runs[-1][1] if tally.runs else start)
    last = stop.astimezone(LOCAL).date()
    if tally.last is None and until is not None:
        last = max(last, until)
    while day <= last:
        opens, closes = midnight(day), midnight(day + timedelta(days=1))
        ran = (min(end, closes) - max(begin, opens) for begin, end in tally.runs)
        credit = sum(int(each.total_seconds()) for each in ran if each > timedelta(0))
        total += credit
        yield _hour_line(day, credit, total, limit, calendar, _touching(opens, closes, pauses))
        day += timedelta(days=1)


def _hour_line(
    day: date, credit: int, total: int, limit: Limit, calendar: Calendar, pause: Pause | None
) -> DayLine:
    guessed = limit.unit == Unit.WH and calendar.is_provisional(day, day)
    if pause is not None:
        reason, name, source = Reason.PAUSED, pause.ground, pause.paper
    elif credit or limit.unit == Unit.H:
        reason, name, source = Reason.HOURS, "", ""
    else:
        reason, name, source = day_reason(day, calendar)
    if not credit and reason in (Reason.WORKDAY, Reason.MAKE_UP, Reason.LOCAL_WORK):
        reason = Reason.CLOSED
    shown = Reason.HOURS if credit else reason
    return DayLine(day, credit > 0, total, shown, name, source, guessed, credit)


def _final(tally: DayTally, until: date | None) -> int:
    if tally.last is not None:
        return tally.last
    stopped = tally.paused[-1][0]
    return stopped if until is None else max(stopped, until.toordinal())


def _pause_on(day: date, pauses: Sequence[Pause], end: datetime) -> Pause:
    found = _touching(midnight(day), end, pauses)
    if found is None:
        raise LookupError(f"no pause touches {day}, though the tally left it out")
    return found


def _touching(opens: datetime, closes: datetime, pauses: Sequence[Pause]) -> Pause | None:
    return next(
        (
            pause
            for pause in pauses
            if pause.from_at < closes and (pause.to_at is None or pause.to_at > opens)
            if pause.to_at is None or pause.to_at > pause.from_at
        ),
        None,
    )
