"""A county whose calendar changes: `python -m tests.torture.inside calendar lay|tell N`.

`lay` opens N matters and changes a day under them, so that the worker owes a recomputation;
`tell` prints how far it came and what does not hold.
"""

import json
import sys
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction

from sunhall.clocks import queries as clock_queries
from sunhall.clocks import rules as clock_rules
from sunhall.clocks.tests.makers import declare_day
from sunhall.config.command import basics
from sunhall.ground.journal.models import Delivery, Entry
from sunhall.ground.journal.verify import verify
from sunhall.ground.kit.now import today
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import queries
from sunhall.matters.models import Deadline, Recomputation
from tests.cast import build


def main(what: str, count: str = "0") -> None:
    """Do the one or the other."""
    sys.stdout.write(json.dumps(_lay(int(count)) if what == "lay" else _tell()))


def _lay(count: int) -> int:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        cast = build()
        lay_desk(cast)
        basics.lay()
        for _ in range(count):
            make_request(cast)
    ordinal = clock_queries.calendar().nth_workday_after(today().toordinal(), 2)
    off = today() + timedelta(days=ordinal - today().toordinal())
    return declare_day(off, is_workday=False, reason="防汛停工", source="清汛令1号")


def _tell() -> dict[str, object]:
    row = Recomputation.objects.get()
    moved = Entry.objects.filter(kind="matters.LimitRecomputed")
    return {
        "done": row.done,
        "total": row.total,
        "moved": row.moved,
        "finished": row.finished_at is not None,
        "told": moved.count(),
        "streams": moved.values("stream").distinct().count(),
        "wrong": _wrong(),
        "owed": Delivery.objects.filter(done_at=None).count(),
        "findings": [vars(finding) for finding in verify().findings],
    }


def _wrong() -> int:
    """Running clocks that do not stand where the calendar of today puts them."""
    wrong = 0
    running = Deadline.objects.filter(met_at=None, ended_at=None).select_related("matter")
    for row in running:
        inputs = queries.calendar_inputs(row, row.matter.place)
        due = clock_rules.due(pauses=queries.pauses_of(row.matter), **inputs)
        wrong += row.due_at != due.at
    return wrong
