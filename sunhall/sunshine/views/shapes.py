"""Figures in the shape that the components of a page take."""

from datetime import date
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sunhall.calls.queries import Value
from sunhall.ground.kit.now import today
from sunhall.ground.web import dates
from sunhall.ground.web.components.filters import number, rate
from sunhall.matters.queries.figures import Figure
from sunhall.sunshine import queries, rules

# Files in which the rows of a figure stand, when they are not those of receipt and answer.
OPINIONS = frozenset({"satisfaction_rate", "revisit_rate", "understanding_rate"})

# Which calls the list shows first beside a figure of the telephone; else those that were answered.
OUTCOMES = {"abandoned": "missed", "called_back": "missed"}


def tile(
    one: queries.Published, files: dict[str, str], *, in_groups: bool = False
) -> dict[str, Any]:
    """One published figure with the file its rows stand in."""
    definition = one.figure.definition
    file = "groups" if in_groups else "opinions" if definition.name in OPINIONS else "rows"
    return {
        "name": definition.name,
        "label": _(definition.words),
        "value": value_words(one.figure),
        "n": one.n,
        "csv": files[file],
    }


def value_words(figure: Figure) -> str:
    """A figure as people read it: a rate in per cent, a count in groups, nothing as a dash."""
    return rate(figure.value) if figure.definition.is_rate else number(figure.value)


def phone_words(one: Value) -> str:
    """A figure of the telephone: a rate in per cent, a mean in seconds, nothing as a dash."""
    if one.measure.unit == "%":
        return rate(one.value)
    return "—" if one.value is None else _("%(n)s 秒") % {"n": number(round(one.value))}


def months_words(first: date, last: date) -> str:
    """In which months the requests were received."""
    if first == last:
        return _("%(first)s 收到") % {"first": _month(first)}
    return _("%(first)s 至 %(last)s 收到") % {"first": _month(first), "last": _month(last)}


def waiting_words(first: date, last: date, told: queries.Told) -> str:
    """Of which of these months nothing is told here, and why."""
    covered = {m for one in told.releases for m in rules.months_of(one.first, one.last)}
    missing = [month for month in rules.months_of(first, last) if month not in covered]
    if not missing:
        return ""
    names = _("、").join(_month(month) for month in missing)
    if missing[-1] <= rules.settled(today()):
        return _("%(months)s的诉求太少，与相邻月份合并成一期公布，不计入本页。") % {"months": names}
    day = dates.short_day(rules.told_on(missing[-1]))
    return _("%(months)s的数字 %(day)s 起公布：满了月、答复有了结果才算得准。") % {
        "months": names,
        "day": day,
    }


def point(month: queries.Month) -> dict[str, Any]:
    """One release on the control chart."""
    label = dates.month(month.last.month)
    if month.first != month.last:
        label = f"{dates.month(month.first.month)}–{label}"
    return {"label": label, "hits": month.hits, "n": month.n}


def change_words(points: list[dict[str, Any]]) -> str:
    """What the control chart answers."""
    hits, n = sum(one["hits"] for one in points), sum(one["n"] for one in points)
    if not n:
        return ""
    words = _("这些月份合计 %(hits)s / %(n)s 件按时，占 %(rate)s；只有标红的月份才算真的变了。")
    return words % {"hits": hits, "n": n, "rate": rate(hits / n)}


def part_line(part: queries.Part, here: str) -> dict[str, Any]:
    """One office or topic: for the chart where people would rather look, and for the table."""
    tally = part.tally
    return {
        "label": part.name,
        "url": f"{here}?{urlencode({part.by: part.code})}",
        "value": tally.received,
        "hits": tally.on_time,
        "n": tally.due,
        "on_time": rate(tally.on_time / tally.due) if tally.due else "",
        "satisfied": rate(tally.satisfied / tally.said) if tally.said else "",
        "said": tally.said,
    }


def rating(stars: list[int]) -> dict[str, Any] | None:
    """Five levels as one bar, with the sentence that states the answer."""
    n = sum(stars)
    if not n:
        return None
    good = sum(stars[:3])
    words = _("%(n)s 件评价中，%(good)s 件为基本满意及以上，占 %(rate)s。")
    return {
        "answer": words % {"n": n, "good": good, "rate": rate(good / n)},
        "rows": [{"label": _("全部评价"), "counts": stars}],
    }


def _month(day: date) -> str:
    """A month with its year."""
    return _("%(year)s年%(month)s") % {"year": day.year, "month": dates.month(day.month)}
