"""The roster 排班 of the 24 hours, and its gaps before they happen (K2; GB/T 33358-2016)."""

from collections import defaultdict
from datetime import date, timedelta

from sunhall.calls.models import Shift
from sunhall.calls.rules import SHIFTS, Planned, ShiftRow, Sitter, plan, uncovered
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import LOCAL, now, today

AHEAD = 3


def shifts_on(day: date) -> list[ShiftRow]:
    """The shifts in force on a day, from midnight on."""
    rows: dict[str, ShiftRow] = {}
    for row in Shift.objects.filter(from_on__lte=day).order_by("from_on", "pk"):
        rows[row.kind] = ShiftRow(row.kind, row.name, row.begins, row.ends, row.least, row.source)
    return sorted(rows.values(), key=lambda row: row.begins)


def roster(first: date, last: date) -> list[Planned]:
    """Who is planned for every shift from a day to a day."""
    kinds = [row.kind for row in SHIFTS]
    leaves: dict[str, list[tuple[object, object]]] = defaultdict(list)
    for leave in directory.leaves_between(first, last):
        leaves[leave.staff.code].append((leave.from_at, leave.to_at))
    sitters: dict[tuple[date, str], list[Sitter]] = defaultdict(list)
    for duty in directory.duties_between(first, last).filter(kind__in=kinds):
        away = tuple(leaves[duty.staff.code])
        sitters[duty.day, duty.kind].append(Sitter(duty.staff.name, away))  # type: ignore[arg-type]
    found: list[Planned] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        found += plan([day], shifts_on(day), sitters, LOCAL)
    return found


def gaps(days: int = AHEAD) -> list[Planned]:
    """The shifts of the coming days that lack somebody and are not over."""
    first = today()
    rows = roster(first, first + timedelta(days=days - 1))
    return [row for row in rows if row.lacks and row.ends_at > now()]


def count_gaps(actor: Actor) -> int:
    """How many gaps wait for whoever plans."""
    return len(gaps()) if actor.may("calls.manage") else 0


def holes_on(day: date) -> list[tuple[int, int]]:
    """The minutes of a day that no shift covers."""
    return uncovered(shifts_on(day))
