"""Chart components: a figure whose caption states the answer, direct labels, data behind 数据."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from sunhall.ground.kit.now import today
from sunhall.ground.web.charts import bars, columns, heat, rates, strip
from sunhall.ground.web.charts.control import LEAST_POINTS, Share
from sunhall.ground.web.charts.svg import Chart
from sunhall.ground.web.components.library import look, register
from sunhall.ground.web.dates import weekdays

RATINGS = (
    gettext_noop("非常满意"),
    gettext_noop("满意"),
    gettext_noop("基本满意"),
    gettext_noop("不满意"),
    gettext_noop("非常不满意"),
)


def _figure(chart: Chart, answer: str, note: str, **more: Any) -> dict[str, Any]:
    return {
        "answer": answer,
        "note": note,
        "svg": mark_safe(chart.svg),  # noqa: S308  # our own drawing, its words escaped
        "height": f"{chart.height:g}em" if chart.height else "",
        "head": chart.head,
        "rows": chart.rows,
        "interactive": chart.interactive,
        "gutters": chart.gutters,
        **more,
    }


@register.inclusion_tag("ui/chart.html")
def bar_chart(
    *, answer: str, rows: Iterable[Any], note: str = "", unit: str = ""
) -> dict[str, Any]:
    """Compare counts; rows have label, value and may have note. Sort them first."""
    given = [bars.Bar(look(r, "label"), look(r, "value"), look(r, "note")) for r in rows]
    return _figure(bars.bars(given, unit=unit, head=(_("项目"), _("数量"))), answer, note)


@register.inclusion_tag("ui/chart.html")
def column_chart(
    *, answer: str, rows: Iterable[Any], note: str = "", more: str = ""
) -> dict[str, Any]:
    """Show counts by period, oldest first; rows have label, value and may have is_odd and note."""
    given = [
        columns.Column(
            look(r, "label"), look(r, "value"), bool(look(r, "is_odd")), look(r, "note") or ""
        )
        for r in rows
    ]
    head = (_("时期"), _("数量"), more or _("说明"))
    return _figure(columns.columns(given, head=head), answer, note)


@register.inclusion_tag("ui/chart.html")
def rating_chart(*, answer: str, rows: Iterable[Any], note: str = "") -> dict[str, Any]:
    """Show five levels as 100 % bars with n; rows have label and counts, best level first."""
    given = [bars.Levels(look(r, "label"), tuple(look(r, "counts"))) for r in rows]
    names = [_(name) for name in RATINGS]
    chart = bars.levels(given, names=names, words={"group": _("项目")})
    key = [(f"s{5 - i}", name) for i, name in enumerate(names)]
    return _figure(chart, answer, note, key=key)


@register.inclusion_tag("ui/chart.html")
def percentile_chart(
    *, answer: str, rows: Iterable[Any], note: str = "", unit: str = ""
) -> dict[str, Any]:
    """Say how long it takes; rows have label, p50, p90, promise, n."""
    given = [
        bars.Percentiles(*(look(r, name) for name in ("label", "p50", "p90", "promise", "n")))
        for r in rows
    ]
    words = {
        "unit": unit or _("个工作日"),
        "p50": _("一半在"),
        "p90": _("九成在"),
        "promise": _("承诺"),
        "label": _("项目"),
    }
    return _figure(bars.percentiles(given, words=words), answer, note)


@register.inclusion_tag("ui/chart.html")
def calendar_heatmap(*, answer: str, days: Iterable[Any], note: str = "") -> dict[str, Any]:
    """Show which days are busy; days have day, value and may have mark 休 or 班."""
    given = [heat.DayCount(look(d, "day"), look(d, "value"), look(d, "mark")) for d in days]
    words = {"day": _("日期"), "value": _("数量")}
    return _figure(heat.calendar(given, weekdays=weekdays(), words=words), answer, note)


@register.inclusion_tag("ui/chart.html")
def hour_heatmap(
    *, answer: str, values: Sequence[Sequence[int]], hours: Sequence[str], note: str = ""
) -> dict[str, Any]:
    """Show which hours are busy; one row of values for each weekday from Monday."""
    down = weekdays()[: len(values)]
    return _figure(heat.grid(values, across=hours, down=down, corner=_("时段")), answer, note)


@register.inclusion_tag("ui/chart.html")
def p_chart(
    *, answer: str, points: Iterable[Any], note: str = "", target: float | None = None
) -> dict[str, Any]:
    """Tell change from chance in a rate; points have label, hits, n, oldest first."""
    words = {
        "mean": _("平均"),
        "low": _("下限"),
        "high": _("上限"),
        "target": _("目标"),
        "period": _("时期"),
        "rate": _("比例"),
        "band": _("正常波动范围"),
        "signal": _("信号"),
    }
    given = _shares(points)
    if len(given) < LEAST_POINTS:
        few = _("不足 %(least)s 个时期，不画波动范围") % {"least": LEAST_POINTS}
        note = f"{note} · {few}" if note else few
    return _figure(rates.p_chart(given, words=words, target=target), answer, note)


@register.inclusion_tag("ui/chart.html")
def funnel_chart(*, answer: str, points: Iterable[Any], note: str = "") -> dict[str, Any]:
    """Compare units of different size fairly; points have label, hits, n and may have url."""
    words = {
        "mean": _("平均"),
        "size": _("件数 n →"),
        "unit": _("单位"),
        "rate": _("比例"),
        "group": _("比较"),
        "above": _("高于"),
        "below": _("低于"),
        "same": _("相当"),
        "few": _("样本少"),
    }
    return _figure(rates.funnel(_shares(points), words=words), answer, note)


def _shares(points: Iterable[Any]) -> list[Share]:
    return [Share(look(p, "label"), look(p, "hits"), look(p, "n"), look(p, "url")) for p in points]


@register.inclusion_tag("ui/chart.html")
def due_strip(
    *,
    answer: str,
    cases: Iterable[Any],
    note: str = "",
    days: int = 7,
    from_day: date | None = None,
    totals: Mapping[int, Any] | None = None,
) -> dict[str, Any]:
    """Show what turns red next; cases have label, due_on, light and may have url.

    `totals` maps days from today (-1 is late) to count and url of the column's list.
    """
    given = [
        strip.DueDot(
            look(c, "label"), look(c, "due_on"), look(c, "url"), str(look(c, "light", "ok"))
        )
        for c in cases
    ]
    words = {
        "late": _("逾期"),
        "today": pgettext("strip", "今天"),
        "later": _("以后"),
        "day": _("到期日"),
        "count": _("件数"),
    }
    chart = strip.due_strip(
        given,
        today=from_day or today(),
        days=days,
        names=weekdays(),
        words=words,
        totals={
            at: strip.Column(look(c, "count"), look(c, "url")) for at, c in (totals or {}).items()
        },
    )
    return _figure(chart, answer, note)
