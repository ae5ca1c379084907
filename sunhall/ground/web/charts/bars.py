"""Bars: sorted counts, five-level ratings, percentiles against a promise.

Words are text of the page, so that they wrap and grow with the reader's size; only the bars are
drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape

from sunhall.ground.web.charts.svg import Canvas, Chart, grouped, percent
from sunhall.ground.web.words import said

LEVELS = 5
ROOM_FOR_LABEL = 0.11


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; the note says what a number cannot, such as why cases left."""

    label: str
    value: float
    note: str = ""


def bars(rows: Sequence[Bar], *, unit: str, head: tuple[str, str]) -> Chart:
    """Draw horizontal bars in the order given, each with its label and value in words."""
    most = max((row.value for row in rows), default=0) or 1
    parts = []
    for row in rows:
        canvas = Canvas(0.8)
        canvas.rect(0, 0, 100, 0.8, "track")
        canvas.rect(0, 0, 100 * row.value / most, 0.8, "bar")
        words = f"{grouped(row.value)} {unit}".strip()
        parts.append(_row(row.label, words, canvas, row.note))
    return _chart(parts, head, [(r.label, grouped(r.value)) for r in rows])


@dataclass(frozen=True, slots=True)
class Levels:
    """Ratings of one group: counts from 非常满意 down to 非常不满意."""

    label: str
    counts: tuple[int, ...]

    @property
    def n(self) -> int:
        """How many rated."""
        return sum(self.counts)


def levels(rows: Sequence[Levels], *, names: Sequence[str], words: dict[str, str]) -> Chart:
    """Draw 100 % bars of five levels, best first, with n; a level too thin for words has none."""
    parts = []
    for row in rows:
        canvas, x = Canvas(1.5), 0.0
        canvas.rect(0, 0, 100, 1.5, "track")
        for level, count in enumerate(row.counts):
            share, rank = count / row.n if row.n else 0, LEVELS - level
            canvas.rect(x, 0, 100 * share, 1.5, f"seg s{rank}", title=names[level])
            if share >= ROOM_FOR_LABEL:
                canvas.text(x + 50 * share, 1.1, percent(share), f"mid s{rank}t")
            x += 100 * share
        parts.append(_row(row.label, f"n = {grouped(row.n)}", canvas))
    table: list[tuple[str, ...]] = [
        (row.label, *(grouped(count) for count in row.counts), grouped(row.n)) for row in rows
    ]
    return _chart(parts, (words["group"], *names, "n"), table)


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
    parts = []
    for row in rows:
        canvas, at = Canvas(1.5), 100 * row.promise / most
        canvas.rect(0, 0.3, 100, 0.9, "track")
        canvas.rect(0, 0.3, 100 * row.p90 / most, 0.9, "bar-2")
        canvas.rect(0, 0.5, 100 * row.p50 / most, 0.5, "bar")
        canvas.line(at, 0, at, 1.5, "now")
        said = ((words["p50"], row.p50), (words["p90"], row.p90), (words["promise"], row.promise))
        told = " · ".join(f"{word} {grouped(value)}" for word, value in said)
        parts.append(_row(row.label, f"n = {grouped(row.n)}", canvas, f"{told} {words['unit']}"))
    table: list[tuple[str, ...]] = [
        (row.label, *(grouped(number) for number in (row.p50, row.p90, row.promise, row.n)))
        for row in rows
    ]
    return _chart(parts, (words["label"], words["p50"], words["p90"], words["promise"], "n"), table)


def _row(label: str, value: str, canvas: Canvas, note: str = "") -> str:
    below = f'<span class="row-note">{conditional_escape(said(note))}</span>' if note else ""
    return (
        f'<li><span class="row-label">{conditional_escape(said(label))}</span>'
        f'<span class="row-value">{conditional_escape(said(value))}</span>'
        f'<svg height="{canvas.height:g}em" aria-hidden="true" focusable="false">'
        f"{''.join(canvas.parts)}</svg>{below}</li>"
    )


def _chart(parts: list[str], head: tuple[str, ...], table: list[tuple[str, ...]]) -> Chart:
    return Chart(f'<ul class="rows">{"".join(parts)}</ul>', 0, head, table)
