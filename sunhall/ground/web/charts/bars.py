"""Bars: sorted counts, five-level ratings, percentiles against a promise."""

from collections.abc import Sequence
from dataclasses import dataclass

from sunhall.ground.web.charts.svg import Canvas, Chart, grouped, percent

ROW = 2.9
LEVELS = 5
ROOM_FOR_LABEL = 0.09


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the note says what a number cannot, such as why cases left."""

    label: str
    value: float
    note: str = ""


def bars(rows: Sequence[Bar], *, unit: str, head: tuple[str, str]) -> Chart:
    """Draw horizontal bars in the order given, each with its label and value in words."""
    most = max((row.value for row in rows), default=0) or 1
    canvas = Canvas(ROW * len(rows))
    for i, row in enumerate(rows):
        y = ROW * i
        canvas.text(0, y + 1.1, row.label)
        words = f"{grouped(row.value)} {unit}".strip()
        canvas.text(100, y + 1.1, f"{row.note} · {words}" if row.note else words, "end")
        canvas.rect(0, y + 1.5, 100, 0.75, "track")
        canvas.rect(0, y + 1.5, 100 * row.value / most, 0.75, "bar")
    table: list[tuple[str, ...]] = [(r.label, grouped(r.value)) for r in rows]
    return canvas.chart(head, table)


@dataclass(frozen=True, slots=True)
class Levels:
    """Ratings of one group: counts from 非常满意 down to 非常不满意."""

    label: str
    counts: tuple[int, int, int, int, int]

    @property
    def n(self) -> int:
        return sum(self.counts)


def levels(rows: Sequence[Levels], *, names: Sequence[str], words: dict[str, str]) -> Chart:
    """Draw 100 % bars of five levels, best first, with n; a level too thin for words has none."""
    canvas = Canvas(ROW * len(rows))
    table: list[tuple[str, ...]] = []
    for i, row in enumerate(rows):
        y, x = ROW * i, 0.0
        canvas.text(0, y + 1.05, row.label)
        canvas.text(100, y + 1.05, f"n = {grouped(row.n)}", "end t2")
        canvas.rect(0, y + 1.4, 100, 1.25, "track")
        for level, count in enumerate(row.counts):
            share = count / row.n if row.n else 0
            rank = LEVELS - level
            canvas.rect(x, y + 1.4, 100 * share, 1.25, f"seg s{rank}", title=names[level])
            if share >= ROOM_FOR_LABEL:
                canvas.text(x + 50 * share, y + 2.35, percent(share), f"mid s{rank}t")
            x += 100 * share
        table.append((row.label, *(grouped(c) for c in row.counts), grouped(row.n)))
    return canvas.chart((words["group"], *names, "n"), table)


@dataclass(frozen=True, slots=True)
class Percentiles:
    """How long half and nine in ten took, against what was promised."""

    label: str
    p50: float
    p90: float
    promise: float
    n: int


def percentiles(rows: Sequence[Percentiles], *, words: dict[str, str]) -> Chart:
    """Draw p50 inside p90 with a line at the promise; the numbers stand below in words."""
    most = max((max(r.p90, r.promise) for r in rows), default=1) * 1.05 or 1
    canvas, high = Canvas(4.5 * len(rows)), 4.5
    table: list[tuple[str, ...]] = []
    for i, row in enumerate(rows):
        y, at = high * i, 100 * row.promise / most
        canvas.text(0, y + 1.05, row.label)
        canvas.text(100, y + 1.05, f"n = {grouped(row.n)}", "end t2")
        canvas.rect(0, y + 1.6, 100, 0.9, "track")
        canvas.rect(0, y + 1.6, 100 * row.p90 / most, 0.9, "bar-2", title=words["p90"])
        canvas.rect(0, y + 1.8, 100 * row.p50 / most, 0.5, "bar", title=words["p50"])
        canvas.line(at, y + 1.35, at, y + 2.75, "now")
        said = ((words["p50"], row.p50), (words["p90"], row.p90), (words["promise"], row.promise))
        told = " · ".join(f"{word} {grouped(value)}" for word, value in said)
        canvas.text(0, y + 3.6, f"{told} {words['unit']}", "t2")
        numbers = (row.p50, row.p90, row.promise, row.n)
        table.append((row.label, *(grouped(number) for number in numbers)))
    head = (words["label"], words["p50"], words["p90"], words["promise"], "n")
    return canvas.chart(head, table)
