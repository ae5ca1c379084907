"""How fast the sweep finds the clocks that have run out among a million that run."""

import time

from django.db import connection

from sunhall.ground.kit.now import now
from sunhall.matters import queries
from sunhall.matters.models import Deadline
from tools.bench import county, material

RUNNING, SMALL = 1_000_000, 50_000
DUE = 1_000
GOAL = 1.0


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    wanted = SMALL if small else RUNNING
    county.fill(wanted, share=1.0)
    _let_all_run()
    material.make_due(DUE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_deadline")
    began = time.perf_counter()
    found = list(queries.deadlines_past(now()).values_list("pk", "matter__owner"))
    seconds = time.perf_counter() - began
    running = Deadline.objects.filter(met_at=None, ended_at=None).count()
    plan = queries.deadlines_past(now()).explain()
    return [
        f"sweep: {running:,} running clocks",
        f"  finding {len(found):,} due      {seconds * 1e3:.0f} ms   (below {GOAL * 1e3:.0f})",
        f"  by its partial index    {'yes' if 'deadline_due' in plan else 'NO: ' + plan}",
    ]


def _let_all_run() -> None:
    """Every copied clock runs and lies ahead, whatever its matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matters_deadline"
            " SET due_at = now() + interval '1 day' + id * interval '1 second'"
            " WHERE met_at IS NULL AND ended_at IS NULL AND passed_at IS NULL AND due_at < now()"
        )
