"""Periods of the three reports: 日汇总、周报告、月分析 (H9; 002 二(三))."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY, WEEK, MONTH = "day", "week", "month"
KINDS = {DAY: "日报", WEEK: "周报", MONTH: "月度分析"}
MASTHEADS = {DAY: "阳光热线日报", WEEK: "阳光热线周报", MONTH: "阳光热线月度分析"}
BEFORE = {DAY: "前一日", WEEK: "上周", MONTH: "上月"}
THIS = {DAY: "当日", WEEK: "本周", MONTH: "本月"}


@dataclass(frozen=True)
class Span:
    """Whole local days, both counted."""

    first: date
    last: date


def span_of(kind: str, day: date) -> Span:
    """The day, week (Monday to Sunday) or month a day is in."""
    if kind == WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + timedelta(days=6))
    if kind == MONTH:
        first = day.replace(day=1)
        return Span(first, _next_month(first) - timedelta(days=1))
    return Span(day, day)


def span_before(kind: str, span: Span) -> Span:
    """The period before it."""
    return span_of(kind, span.first - timedelta(days=1))


def span_last_year(kind: str, span: Span) -> Span:
    """The same period last year 去年同期; a week 52 weeks before, so that weekdays agree."""
    if kind == WEEK:
        return span_of(WEEK, span.first - timedelta(weeks=52))
    day = span.first
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return span_of(kind, day.replace(year=day.year - 1))


def issue_of(kind: str, span: Span) -> str:
    """Number of the issue 期号: the day, week or month of its year, so that none can be missing."""
    if kind == WEEK:
        year, week, _day = span.first.isocalendar()
        return f"〔{year}〕第{week}期"
    number = span.first.month if kind == MONTH else span.first.timetuple().tm_yday
    return f"〔{span.first.year}〕第{number}期"


def title_of(kind: str, span: Span) -> str:
    """What a report is about, in words."""
    first, last = span.first, span.last
    if kind == MONTH:
        return f"{first.year}年{first.month}月阳光热线运行分析"
    if kind == WEEK:
        return f"{_day(first)}至{_day(last)}阳光热线运行情况"
    return f"{first.year}年{_day(first)}阳光热线运行情况"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
