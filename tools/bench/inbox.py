"""The inbox of an ordinary handler: queries, and server time at many and very many matters."""

import time
from statistics import quantiles

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunhall.matters import queries
from sunhall.matters.models import Matter
from sunhall.matters.rules import ANSWERED
from tools.bench import county

SIZES, SMALL_SIZES = (10_000, 1_000_000), (2_000, 20_000)
MINE = 300
RUNS = 120
PAGE = "/workbench/"


def main(small: bool = False) -> list[str]:
    """Measure; lines to print."""
    call_command("collectstatic", interactive=False, verbosity=0)
    lines, p95 = [], []
    for size in SMALL_SIZES if small else SIZES:
        cast = county.fill(size, mine=MINE)
        client = cast.client_for("handler")
        for _ in range(5):
            answer = client.get(PAGE)
            assert answer.status_code == 200, answer.status_code
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        queried = len(asked)  # the next request empties the log
        times = [_once(client) for _ in range(RUNS)]
        p95.append(quantiles(times, n=20)[-1])
        lines.append(
            f"  {Matter.objects.count():>9,} matters       {queried} queries (at most 12), "
            f"p95 {p95[-1] * 1e3:.1f} ms, median {sorted(times)[RUNS // 2] * 1e3:.1f} ms"
        )
    rows, _ = queries.inbox(cast.handler, "open")
    mine = Matter.objects.filter(owner__in=cast.handler.posts, offered_to="", closed_at=None)
    plan = mine.exclude(phase=ANSWERED).order_by("due_at", "number")[:51].explain()
    return [
        f"inbox of a handler, {len(rows)} on the page",
        *lines,
        f"  ratio of p95            {p95[-1] / p95[0]:.2f}   (at most 1.5)",
        f"  by its partial index    {'yes' if 'matter_inbox' in plan else 'NO: ' + plan}",
    ]


def _once(client: object) -> float:
    began = time.perf_counter()
    client.get(PAGE)  # type: ignore[attr-defined]
    return time.perf_counter() - began
