"""When something of supervision is due: a pure function of start, limit and calendar (K3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.clocks import queries as clocks
from sunhall.clocks import rules as clock_rules
from sunhall.ground.kit.now import LOCAL, now


@dataclass(frozen=True)
class Owed:
    """The last moment, and the moment from which it is near."""

    due_at: datetime
    remind_at: datetime | None


def lamp(due_at: datetime, rule: str, place: str, start: datetime) -> clock_rules.Lamp:
    """The lamp of something owed: near from the same moment as any other limit of its kind."""
    near = owed(rule, place, start).remind_at
    return clock_rules.light(now=now(), due_at=due_at, warn_at=near, paused=False)


def lamp_before(due_at: datetime, days: int) -> clock_rules.Lamp:
    """The lamp of something with a date of its own: near some days before."""
    near = due_at - timedelta(days=days)
    return clock_rules.light(now=now(), due_at=due_at, warn_at=near, paused=False)


def owed(rule: str, place: str, start: datetime) -> Owed:
    """The due moment under the rule in force when it began."""
    day = start.astimezone(LOCAL).date()
    row = clocks.limit_rule(rule, day)
    limit = clock_rules.Limit(row.n, clock_rules.Unit(row.unit), closes_with_office=False)
    calendar, hours = clocks.calendar(place), clocks.office_hours(place, day)
    near = clocks.thresholds(day)
    due = clock_rules.due(start, limit, [], calendar, hours)
    warn = clock_rules.warn_at(
        start, limit, [], calendar, hours, share=near.share, workdays=near.workdays
    )
    if due.at is None:
        raise LookupError(f"{rule} has no last moment")
    return Owed(due.at, warn)
