"""Drawings of rates: by period with limits 控制图, by size of unit 漏斗图."""

from collections.abc import Callable, Sequence

from sunhall.ground.web.charts.control import (
    LEAST_POINTS,
    Share,
    group,
    limits,
    mean,
    signals,
)
from sunhall.ground.web.charts.svg import Canvas, Chart, percent

TOP = 0.6
HIGH = 10.4
BASE = TOP + HIGH
LABELS = 6
STEPS = 60


def p_chart(
    points: Sequence[Share], *, words: dict[str, str], target: float | None = None
) -> Chart:
    """Draw a rate by period with its mean, its limits and the periods that signal."""
    centre, odd = mean(points), signals(points)
    bands = [limits(centre, p.n) for p in points]
    edges = [edge for band in bands for edge in band] if len(points) >= LEAST_POINTS else []
    aims = [] if target is None else [target]
    canvas = Canvas(BASE + 2, "both")
    y = _scale(canvas, [p.rate for p in points] + edges + aims)
    gap = 100 / max(len(points) - 1, 1)
    if edges:
        for side, name in enumerate((words["low"], words["high"])):
            line = [(gap * i, y(band[side])) for i, band in enumerate(bands)]
            canvas.curve(line, "limit", top=TOP, high=HIGH)
            canvas.text(100, y(bands[-1][side]) + 0.35, name, "t2", dx=0.7)
        _centre_line(canvas, y, centre, words["mean"])
    for aim in aims:
        canvas.line(0, y(aim), 100, y(aim), "target")
        canvas.text(0, y(aim) - 0.35, f"{words['target']} {percent(aim)}", "t2 halo", dx=0.3)
    canvas.curve([(gap * i, y(p.rate)) for i, p in enumerate(points)], "line", top=TOP, high=HIGH)
    _dots(canvas, points, odd, y)
    rows: list[tuple[str, ...]] = [
        (
            p.label,
            percent(p.rate, 1),
            str(p.n),
            f"{percent(band[0], 1)}–{percent(band[1], 1)}",
            words["signal"] if i in odd else "",
        )
        for i, (p, band) in enumerate(zip(points, bands, strict=True))
    ]
    head = (words["period"], words["rate"], "n", words["band"], words["signal"])
    return canvas.chart(head, rows)


def funnel(points: Sequence[Share], *, words: dict[str, str]) -> Chart:
    """Draw units by size and rate inside the band of chance; only those outside are named."""
    centre = mean(points)
    most = max((p.n for p in points), default=1) * 1.05
    canvas = Canvas(BASE + 2.2, "both")
    ends = [edge for p in points for edge in limits(centre, max(p.n, 1))]
    y = _scale(canvas, [p.rate for p in points] + ends)
    for side in (0, 1):
        sizes = [max(1.0, most * step / STEPS) for step in range(1, STEPS + 1)]
        edge = [(100 * n / most, y(limits(centre, n)[side])) for n in sizes]
        canvas.curve(edge, "limit", top=TOP, high=HIGH)
    _centre_line(canvas, y, centre, words["mean"])
    rows: list[tuple[str, ...]] = []
    for p in sorted(points, key=lambda q: q.n):
        place, found = 100 * p.n / most, group(p, centre)
        kind = {"few": "dot dot-few", "same": "dot"}.get(found, "dot dot-signal")
        title = f"{p.label} {percent(p.rate, 1)} n = {p.n}"
        canvas.dot(place, y(p.rate), 0.4, kind, title=title, url=p.url)
        if found in {"above", "below"}:
            side_, shift = ("end halo", -0.8) if place > 70 else ("halo", 0.8)
            canvas.text(place, y(p.rate) + 0.35, p.label, side_, dx=shift)
        rows.append((p.label, percent(p.rate, 1), str(p.n), words[found]))
    canvas.text(0, BASE + 1.7, words["size"], "t2")
    canvas.text(100, BASE + 1.7, str(max((p.n for p in points), default=0)), "end t2")
    head = (words["unit"], words["rate"], "n", words["group"])
    return canvas.chart(head, rows, interactive=any(p.url for p in points))


def _scale(canvas: Canvas, values: Sequence[float]) -> Callable[[float], float]:
    """Choose a slice of 0 to 1 in whole tenths that holds all values, and draw its lines."""
    low = max(0.0, int(min(values, default=0) * 10 - 0.001) / 10)
    high = min(1.0, int(max(values, default=1) * 10 + 0.999) / 10)
    low = min(low, high - 0.1)

    def y(rate: float) -> float:
        return TOP + HIGH * (high - min(max(rate, low), high)) / (high - low)

    for tick in (low, (low + high) / 2, high):
        canvas.line(0, y(tick), 100, y(tick), "grid-line")
        canvas.text(0, y(tick) + 0.35, percent(tick), "end t2", dx=-0.6)
    return y


def _centre_line(canvas: Canvas, y: Callable[[float], float], centre: float, word: str) -> None:
    canvas.line(0, y(centre), 100, y(centre), "axis")
    canvas.text(100, y(centre) + 0.35, f"{word} {percent(centre)}", dx=0.7)


def _dots(
    canvas: Canvas, points: Sequence[Share], odd: set[int], y: Callable[[float], float]
) -> None:
    gap, every = 100 / max(len(points) - 1, 1), max(1, -(-len(points) // LABELS))
    for i, p in enumerate(points):
        size, kind = (0.42, "dot dot-signal") if i in odd else (0.3, "dot")
        canvas.dot(gap * i, y(p.rate), size, kind, title=f"{p.label} {percent(p.rate, 1)}")
        if i % every == 0:
            canvas.text(gap * i, BASE + 1.5, p.label, "t2 mid")
