"""The monthly report over 20,000 requests: made from the journal, counted again, one list."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Entry
from sunhall.ground.kit.now import LOCAL, moment, today
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import STEPS, make_request
from sunhall.matters.models import Matter
from sunhall.reports import actions, queries, rules
from tools.bench import county

SIZE, SMALL_SIZE = 20_000, 1_000
BATCH = 500


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    cast = county.cast()
    span = rules.span_before(rules.MONTH, rules.span_of(rules.MONTH, today()))
    first = datetime.combine(span.first, datetime.min.time(), LOCAL) + timedelta(hours=9)
    likes = []
    for age, upto in enumerate(STEPS):
        with moment(first + timedelta(days=2 + age)):
            likes.append(make_request(cast, upto=upto).matter)
    size = SMALL_SIZE if small else SIZE
    for index, like in enumerate(likes):
        _copy(like, index, size // len(likes))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself after a while
    entries = Entry.objects.count()
    report, made = _timed(lambda: actions.make_report(rules.MONTH, span.first, by=SYSTEM))
    rows, listed = _timed(lambda: queries.rows_of(report, "received"))
    compared, again = _timed(lambda: queries.compare(report).same)
    return [
        f"monthly report over {len(rows):,} requests, {entries:,} entries in the journal",
        f"  made                    {made}",
        f"  rows behind a number    {listed}",
        f"  recomputed and compared {again}, {len(compared)} differences (0)",
    ]


def _timed(step: Callable[[], Any]) -> tuple[Any, str]:
    """What a step gives, and how long it took by the clock and of this processor."""
    began, worked = time.perf_counter(), time.process_time()
    made = step()
    return made, (
        f"{time.perf_counter() - began:.1f} s ({time.process_time() - worked:.1f} s of work)"
    )


def _copy(like: Matter, index: int, count: int) -> None:
    """Copies of a request with all it has in the journal; links of the chain are copied as they
    are, for nothing here verifies them.
    """
    entries = list(Entry.objects.filter(stream=f"matter:{like.number}"))
    request = Request.objects.get(matter=like)
    for start in range(0, count, BATCH):
        numbers = [f"br{index}-{start + n:06}" for n in range(min(BATCH, count - start))]
        rows = [_again(like, number=number, intake_key=None) for number in numbers]
        made = Matter.objects.bulk_create(rows)
        Request.objects.bulk_create([_again(request, matter=one) for one in made])
        Entry.objects.bulk_create(
            _again(entry, stream=f"matter:{number}", data=entry.data.replace(like.number, number))
            for number in numbers
            for entry in entries
        )


def _again(row: Any, **changed: object) -> Any:
    """A new row like this one."""
    fields: dict[str, object] = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key or field.is_relation
    }
    if "matter" in changed:
        fields.pop("matter_id")
    return type(row)(**{**fields, **changed})
