"""Filters: moments, days, counts and rates as people read them."""

from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sunhall.ground.web import dates, words
from sunhall.ground.web.components.library import register

register.filter("word", words.word)
register.filter("said", words.said)
register.filter("content", words.content)
register.filter("lang", words.lang)


def _time(value: dates.Day | None, words: str) -> SafeString | str:
    if not value:
        return ""
    return format_html('<time datetime="{}">{}</time>', dates.machine(value), words)


@register.filter(is_safe=True)
def moment(value: datetime | None) -> SafeString | str:
    """`2026年11月22日(周日) 14:05`."""
    return _time(value, dates.moment(value)) if value else ""


@register.filter(is_safe=True)
def near(value: datetime | None) -> SafeString | str:
    """The same; without the year when it is this year."""
    return _time(value, dates.near_moment(value)) if value else ""


@register.filter(is_safe=True)
def due(value: datetime | None) -> SafeString | str:
    """The last moment of a limit, `11月27日(周五) 24:00`; midnight belongs to the day that ends."""
    return _time(value, dates.due(value)) if value else ""


@register.filter(is_safe=True)
def day(value: date | datetime | None) -> SafeString | str:
    """`2026年11月22日(周日)`."""
    return _time(value, dates.day(value)) if value else ""


@register.filter(is_safe=True)
def clock_time(value: datetime | None) -> SafeString | str:
    """`14:05` on the county's clock; only beside a date."""
    if not value:
        return ""
    here = dates.local(value)
    return _time(value, f"{here:%H:%M}") if isinstance(here, datetime) else ""


@register.filter
def month(value: int) -> str:
    """`11月`."""
    return dates.month(value)


@register.filter
def number(value: float | None) -> str:
    """A count with thin groups: `12 480`; a missing one is a dash."""
    if value is None:
        return "—"
    return f"{value:,}".replace(",", "\u202f")


@register.filter
def rate(value: float | None) -> str:
    """A share of one as `94.2 %`, `94.2%` in English; a missing one is a dash, never zero."""
    joint = "" if dates.english() else "\u202f"
    return "—" if value is None else f"{100 * value:.1f}{joint}%"
