"""Reports in the shape that the components of a page take; every number with its list."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sunhall.ground.web.components.filters import number, rate
from sunhall.reports import queries, rules

TILES = ("received", "answers", "on_time_rate", "late", "dissatisfied", "talked")
CHARTS = ("when", "channel", "class", "office", "place")
MOST_BARS = 15


def tiles(report: Any) -> list[dict[str, Any]]:
    """The few numbers that are read first."""
    lines = {one["name"]: one for one in figures(report)}
    return [lines[name] for name in TILES]


def figures(report: Any) -> list[dict[str, Any]]:
    """Every figure beside the period before and the same period last year."""
    found = []
    for known in rules.RECEIVED:
        definition = known.definition
        found.append(
            _line(
                report,
                known.name,
                definition.words,
                definition.meaning,
                is_rate=definition.is_rate,
            )
        )
    return found + [_line(report, one.name, one.words, one.meaning) for one in rules.HAPPENINGS]


def _line(
    report: Any, name: str, words: str, meaning: str, *, is_rate: bool = False
) -> dict[str, Any]:
    held = [report.content[period]["figures"][name] for period in ("now", "before", "last_year")]
    above, n = held[0]
    return {
        "name": name,
        "words": words,
        "meaning": meaning,
        "is_rate": is_rate,
        "value": _value(held[0], is_rate=is_rate),
        "before": _value(held[1], is_rate=is_rate),
        "last_year": _value(held[2], is_rate=is_rate),
        "part": above,
        "n": n,
        "url": rows_url(report, figure=name) if n else "",
        "part_url": rows_url(report, figure=name, part="1") if is_rate and above else "",
    }


def _value(figure: list[int], *, is_rate: bool) -> str:
    return rate(rules.rate_of(figure)) if is_rate else number(figure[0])


def rows_url(report: Any, **asked: str) -> str:
    """The list of exactly the rows a number counts."""
    return f"{reverse('workbench:report-rows', args=[report.pk])}?{urlencode(asked)}"


def elements(report: Any) -> list[dict[str, Any]]:
    """The ten elements, then place and office: each value with its number and its list."""
    return [_element(report, element) for element in rules.COUNTED]


def _element(report: Any, element: rules.Element) -> dict[str, Any]:
    found = queries.element_rows(report.content, element.code)
    rows = [
        {
            "value": value,
            "label": _(label),
            "now": now,
            "before": before,
            "url": rows_url(report, element=element.code, value=value) if now else "",
        }
        for value, label, now, before in found
    ]
    bars = [{"label": row["label"], "value": row["now"]} for row in rows if row["now"]]
    draws = element.code in CHARTS and len(bars) > 1
    return {
        "code": element.code,
        "words": element.words,
        "rows": rows,
        "bars": bars[:MOST_BARS] if draws and element.code != "when" else [],
        "columns": _columns(report, found) if draws and element.code == "when" else [],
        "answer": _answer(element, rows) if draws else "",
    }


def _columns(report: Any, found: list[Any]) -> list[dict[str, Any]]:
    """The course of the period hour by hour or day by day, those without a request too."""
    seen = {value: now for value, _label, now, _before in found}
    if report.kind == rules.DAY:
        return [{"label": str(hour), "value": seen.get(f"{hour:02}", 0)} for hour in range(24)]
    days = [report.first + timedelta(n) for n in range((report.last - report.first).days + 1)]
    return [{"label": f"{day.month}/{day.day}", "value": seen.get(f"{day}", 0)} for day in days]


def _answer(element: rules.Element, rows: list[dict[str, Any]]) -> str:
    """The sentence that the picture shows."""
    top = max(rows, key=lambda row: row["now"])
    return _("%(what)s：%(label)s最多，%(n)s 件。") % {
        "what": _(element.words),
        "label": top["label"],
        "n": number(top["now"]),
    }
