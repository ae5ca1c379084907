"""Columns: one count a period, oldest first, the odd ones marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sunhall.ground.web.charts.svg import Canvas, Chart, grouped, nice_ceiling

TOP, HIGH = 1.4, 6.6
BASE = TOP + HIGH
LABELS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """One period: its short label, its count, whether it stands out, and what else is known."""

    label: str
    value: float
    is_odd: bool = False
    note: str = ""


def columns(given: Sequence[Column], *, head: tuple[str, str, str]) -> Chart:
    """Draw counts by period; numbers stand on the columns, so that no axis has to be read."""
    canvas, wide = Canvas(BASE + 1.8), 100 / max(len(given), 1)
    most = nice_ceiling(max((one.value for one in given), default=0))
    every = max(1, -(-len(given) // LABELS))
    for at, one in enumerate(given):
        x, high = wide * at, HIGH * one.value / most
        kind = "s1" if one.is_odd else "bar"
        canvas.rect(x + wide * 0.15, BASE - high, wide * 0.7, high, kind, title=one.label)
        canvas.text(x + wide / 2, BASE - high - 0.35, grouped(one.value), "mid")
        if at % every == 0:
            canvas.text(x + wide / 2, BASE + 1.3, one.label, "mid t2")
    canvas.line(0, BASE, 100, BASE, "axis")
    rows: list[tuple[str, ...]] = [(one.label, grouped(one.value), one.note) for one in given]
    return canvas.chart(head, rows)
