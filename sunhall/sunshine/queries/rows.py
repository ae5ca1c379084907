"""The published rows: with them, and them alone, every published number can be recomputed (D2)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from sunhall.clocks import queries as clocks
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline.queries.figures import request_rows as rows_of_requests
from sunhall.hotline.rules import figures as hotline_rules
from sunhall.matters.queries.figures import Period, rows_beneath
from sunhall.sunshine.queries.figures import Part
from sunhall.sunshine.rules import LEAST

Row = tuple[str, ...]


def request_rows(period: Period) -> Iterator[Row]:
    """When each request came, was due and was answered, oldest first; none below ten.

    Of a column that fewer than ten rows fill, nothing is said.
    """
    beneath = rows_beneath(SYSTEM, "received", period)
    names = ("opened_at", "reply_due", "answered_at", "place")
    with clocks.steady():
        rows = [_handled(*row) for row in beneath.values_list(*names).iterator(chunk_size=2000)]
    return iter(_guarded(rows)) if len(rows) >= LEAST else iter(())


def opinion_rows(period: Period) -> Iterator[Row]:
    """What was said about each request, in no order of time, so that no row leads to a person."""
    received = rows_beneath(SYSTEM, "received", period).order_by()
    rated = dict(
        received.filter(last_answer__rating__isnull=False).values_list(
            "pk", F("last_answer__rating__stars")
        )
    )
    said = dict(received.filter(satisfied__isnull=False).values_list("pk", "satisfied"))
    called, talked = _called(period), _talked(period)
    keys = {*rated, *said, *called, *talked}
    rows = (
        (
            _truth(said.get(key)),
            _truth(called.get(key)),
            _truth(talked.get(key)),
            str(rated.get(key, "")),
        )
        for key in keys
    )
    return iter(sorted(_guarded(sorted(rows)))) if len(keys) >= LEAST else iter(())


def group_rows(parts: Iterable[Part]) -> Iterator[Row]:
    """The counts of each office and topic; a pair that would tell of fewer than ten stays empty."""
    for part in parts:
        tally = part.tally
        yield (
            part.by,
            part.name,
            str(tally.received),
            str(tally.answered),
            *_pair(part.tells_due, tally.due, tally.on_time),
            *_pair(part.tells_said, tally.said, tally.satisfied),
        )


def _handled(opened: datetime, due: datetime | None, answered: datetime | None, place: str) -> Row:
    received_on, answered_on = opened.astimezone(LOCAL).date(), None
    on_time = ""
    days = ""
    if answered is not None:
        answered_on = answered.astimezone(LOCAL).date()
        days = str(clocks.calendar(place).workdays_between(received_on, answered_on))
    if due is not None:
        on_time = _truth(answered <= due if answered else False if due < now() else None)
        # A limit that ends at 24:00 ends with the day before the instant.
        due -= timedelta(microseconds=1)
    return (
        received_on.isoformat(),
        due.astimezone(LOCAL).date().isoformat() if due else "",
        answered_on.isoformat() if answered_on else "",
        _truth(answered is not None),
        on_time,
        days,
    )


def _called(period: Period) -> dict[Any, bool]:
    return _beside("revisit_rate", "was_revisited", period)


def _talked(period: Period) -> dict[Any, bool]:
    results = _beside("understanding_rate", "result", period)
    return {pk: result in hotline_rules.UNDERSTOOD for pk, result in results.items()}


def _beside(name: str, column: str, period: Period) -> dict[Any, Any]:
    """What the query of a figure adds to each request it rests on."""
    return dict(rows_of_requests(SYSTEM, name, period).order_by().values_list("pk", column))


def _guarded(rows: list[Row]) -> list[Row]:
    """The rows without the columns that fewer than ten of them fill."""
    if not rows:
        return rows
    filled = [sum(1 for cell in column if cell) >= LEAST for column in zip(*rows, strict=True)]
    return [
        tuple(cell if keep else "" for cell, keep in zip(row, filled, strict=True)) for row in rows
    ]


def _pair(is_told: bool, whole: int, part: int) -> tuple[str, str]:
    return (str(whole), str(part)) if is_told else ("", "")


def _truth(value: bool | None) -> str:
    return "" if value is None else str(value).lower()
