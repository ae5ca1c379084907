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
    high = STEP * min(DOTS, max((len(c) for c in columns.values()), default=1)) + 0.6
    canvas, wide = Canvas(high + 5.2), 100 / (days + 2)
    base = high + 1.0
    rows: list[tuple[str, ...]] = []
    for offset in range(-1, days + 1):
        found, x = columns[offset], wide * (offset + 1.5)
        for i, case in enumerate(found[:DOTS]):
            kind = {"bad": "dot-late", "warn": "dot-soon", "paused": "dot-few"}.get(
                case.light, "dot-ok"
            )
            canvas.dot(
                x, base - 0.6 - STEP * i, 0.42, f"dot {kind}", title=case.label, url=case.url
            )
        name, date_ = _name(offset, days, today, names, words)
        total = (totals or {}).get(offset, Column(len(found), ""))
        words_ = str(total.count) if total.count else "·"
        if total.count and total.url:
            title = f"{name} {date_}".strip() + f" {words['count']} {total.count}"
            canvas.link(x, base + 1.3, wide, words_, title=title, url=total.url)
        else:
            canvas.text(x, base + 1.3, words_, "mid" if total.count else "mid t2")
        canvas.text(x, base + 2.6, name, "mid t2")
        canvas.text(x, base + 3.8, date_, "mid t2")
        rows.append((f"{name} {date_}".strip(), str(total.count)))
    canvas.line(0, base, 100, base, "axis")
    canvas.line(wide, 0.6, wide, base, "now")
    return canvas.chart((words["day"], words["count"]), rows, interactive=True)


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
