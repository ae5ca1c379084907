"""What turns red next: one dot per open case, a column per day, today marked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sunhall.ground.web.charts.svg import Canvas, Chart

DOTS = 8
STEP = 1.15


@dataclass(frozen=True, slots=True)
class DueDot:
    """One open case; light is ok, warn, bad or paused."""

    label: str
    due_on: date
    url: str = ""
    light: str = "ok"


@dataclass(frozen=True, slots=True)
class Column:
    """How many a column holds in all, and the address of their list."""

    count: int
    url: str


def due_strip(
    cases: Sequence[DueDot],
    *,
    today: date,
    days: int,
    names: Sequence[str],
    words: dict[str, str],
    totals: Mapping[int, Column] | None = None,
) -> Chart:
    """Stack cases on the day they fall due; what is past stands together on the left.

    `totals` says, by days from today (-1 for what is late), how many a column holds when not
    every case is given, and where their list is.
    """
    columns: dict[int, list[DueDot]] = defaultdict(list)
    for case in sorted(cases, key=lambda c: c.due_on):
        columns[max(-1, min((case.due_on - today).days, days))].append(case)
    counts = {at: (totals or {}).get(at, Column(len(found), "")) for at, found in columns.items()}
    most = max((column.count for column in counts.values()), default=1)
    high = STEP * min(DOTS + 1, most) + 0.6
    canvas, wide = Canvas(high + 5.2), 100 / (days + 2)
    base = high + 1.0
    rows: list[tuple[str, ...]] = []
    for offset in range(-1, days + 1):
        found, x = columns[offset][:DOTS], wide * (offset + 1.5)
        total = (totals or {}).get(offset, Column(len(columns[offset]), ""))
        _stack(canvas, found, x, base - 0.6, total.count)
        name, date_ = _name(offset, days, today, names, words)
        _foot(canvas, (x, base, wide), total, f"{name} {date_} {words['count']} {total.count}")
        canvas.text(x, base + 2.6, name, "mid t2")
        canvas.text(x, base + 3.8, date_, "mid t2")
        rows.append((f"{name} {date_}".strip(), str(total.count)))
    canvas.line(0, base, 100, base, "axis")
    canvas.line(wide, 0.6, wide, base, "now")
    return canvas.chart((words["day"], words["count"]), rows, interactive=True)


def _stack(canvas: Canvas, found: Sequence[DueDot], x: float, y: float, count: int) -> None:
    """One dot per case from the line upwards; what does not fit is counted on top."""
    for i, case in enumerate(found):
        kind = {"bad": "dot-late", "warn": "dot-soon", "paused": "dot-few"}.get(
            case.light, "dot-ok"
        )
        canvas.dot(x, y - STEP * i, 0.42, f"dot {kind}", title=case.label, url=case.url)
    if count > len(found):
        canvas.text(x, y - STEP * len(found) + 0.35, f"+{count - len(found)}", "mid t2")


def _foot(canvas: Canvas, place: tuple[float, float, float], total: Column, title: str) -> None:
    """The column's count under the line, a link where there is a list."""
    x, base, wide = place
    if total.count and total.url:
        canvas.link(x, base + 1.3, wide, str(total.count), title=title, url=total.url)
    elif total.count:
        canvas.text(x, base + 1.3, str(total.count), "mid")
    else:
        canvas.text(x, base + 1.3, "·", "mid t2")


def _name(
    offset: int, days: int, today: date, names: Sequence[str], words: dict[str, str]
) -> tuple[str, str]:
    """A column's name and, for a plain day, its date."""
    if offset < 0:
        return words["late"], ""
    if offset == 0:
        return words["today"], ""
    if offset == days:
        return words["later"], ""
    day = today + timedelta(days=offset)
    return names[day.weekday()], f"{day.month}/1" if day.day == 1 else str(day.day)
