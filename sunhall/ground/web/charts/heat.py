"""Heat: days as a calendar, and hours against weekdays; the value stands in every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sunhall.ground.web.charts.svg import Canvas, Chart, grouped

STEPS = 5
WEEK = 7


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day's count; mark is 休 or 班 where the calendar differs from the week."""

    day: date
    value: int
    mark: str = ""


def step(value: float, most: float) -> int:
    """The tone of a value, 1 to 5; nothing at all is always the lightest."""
    return 1 if value <= 0 or most <= 0 else min(STEPS, 1 + int(STEPS * value / (most * 1.0001)))


def calendar(days: Sequence[DayCount], *, weekdays: Sequence[str], words: dict[str, str]) -> Chart:
    """Draw weeks as rows and weekdays as columns; days off and make-up days carry their mark."""
    if not days:
        return Canvas(1).chart((words["day"], words["value"]), [])
    first = min(d.day for d in days)
    monday = first - timedelta(days=first.weekday())
    weeks = (max(d.day for d in days) - monday).days // WEEK + 1
    most = max(d.value for d in days)
    canvas, wide = Canvas(1.6 + 2.5 * weeks, "left"), 100 / WEEK
    for i, name in enumerate(weekdays):
        canvas.text(wide * (i + 0.5), 1.0, name, "t2 mid")
    for item in sorted(days, key=lambda d: d.day):
        row, column = divmod((item.day - monday).days, WEEK)
        x, y = wide * column, 1.6 + 2.5 * row
        if column == 0 or item.day == first:
            canvas.text(0, y + 1.5, f"{item.day.month}/{item.day.day}", "end t2", dx=-0.6)
        tone = step(item.value, most)
        canvas.rect(x + 0.25, y, wide - 0.5, 2.3, f"h{tone}", title=str(item.day))
        if item.mark:
            canvas.rect(x + 0.25, y, wide - 0.5, 2.3, "cell-mark")
        text = f"{item.value}{item.mark}"
        canvas.text(x + wide / 2, y + 1.5, text, f"mid h{tone}t")
    rows: list[tuple[str, ...]] = [(str(d.day) + d.mark, grouped(d.value)) for d in days]
    return canvas.chart((words["day"], words["value"]), rows)


def grid(
    values: Sequence[Sequence[int]], *, across: Sequence[str], down: Sequence[str], corner: str
) -> Chart:
    """Draw a table of counts as tones, such as hours across and weekdays down."""
    most = max((v for row in values for v in row), default=0)
    canvas, wide = Canvas(1.6 + 2.3 * len(down), "left"), 100 / max(len(across), 1)
    for i, name in enumerate(across):
        canvas.text(wide * (i + 0.5), 1.0, name, "t2 mid")
    for r, (name, row) in enumerate(zip(down, values, strict=True)):
        y = 1.6 + 2.3 * r
        canvas.text(0, y + 1.4, name, "end t2", dx=-0.6)
        for c, value in enumerate(row):
            tone, x = step(value, most), wide * c
            canvas.rect(x + 0.2, y, wide - 0.4, 2.1, f"h{tone}")
            canvas.text(x + wide / 2, y + 1.4, str(value), f"mid h{tone}t")
    rows = [(n, *(grouped(v) for v in row)) for n, row in zip(down, values, strict=True)]
    return canvas.chart((corner, *across), rows)
