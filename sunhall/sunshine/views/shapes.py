"""Figures in the shape that the components of a page take."""

from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sunhall.ground.kit.now import today
from sunhall.ground.web import dates
from sunhall.ground.web.components.filters import number, rate
from sunhall.matters.queries.figures import Figure, Period
from sunhall.sunshine import queries, rules

# Files in which the rows of a figure stand, when they are not those of receipt and answer.
OPINIONS = frozenset({"satisfaction_rate", "revisit_rate", "understanding_rate"})


def tile(one: queries.Published, rows_url: str) -> dict[str, Any]:
    """One published figure; opinions stand in a file of their own."""
    definition = one.figure.definition
    told_in = definition.name in OPINIONS
    return {
        "name": definition.name,
        "label": _(definition.words),
        "value": value_words(one.figure),
        "n": one.n,
        "csv": rows_url.replace("rows.csv", "opinions.csv") if told_in else rows_url,
    }


def value_words(figure: Figure) -> str:
    """A figure as people read it: a rate in per cent, a count in groups, nothing as a dash."""
    return rate(figure.value) if figure.definition.is_rate else number(figure.value)


def period_words(period: Period) -> str:
    """From when to when."""
    words = _("%(first)s 至 %(last)s 收到")
    return words % {
        "first": dates.short_day(period.first),
        "last": dates.short_day(min(period.last, today())),
    }


def point(month: queries.Month) -> dict[str, Any]:
    """One month of the control chart."""
    return {"label": dates.month(month.first.month), "hits": month.hits, "n": month.n}


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
        "on_time": rate(tally.on_time / tally.due) if part.tells_due else "",
        "satisfied": rate(tally.satisfied / tally.said) if part.tells_said else "",
        "said": tally.said,
        "fit": part.tells_due,
        # Large enough, and yet not told, for it would betray a smaller one.
        "keeps_due": not part.tells_due and tally.due >= rules.LEAST,
        "keeps_said": not part.tells_said and tally.said >= rules.LEAST,
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
