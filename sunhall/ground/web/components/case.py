"""Case components: where a matter is, how long it has, what happened to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sunhall.ground.web import dates
from sunhall.ground.web.components.library import look, one_of, register
from sunhall.ground.web.words import said

# State, shape and word; the words are the ones the clocks use.
LAMPS = {
    "ok": ("●", gettext_noop("正常")),
    "warn": ("▲", gettext_noop("临期")),
    "bad": ("■", gettext_noop("超期")),
    "paused": ("‖", gettext_noop("暂停")),
    "met": ("●", gettext_noop("按时办结")),
    "met-late": ("■", gettext_noop("超期办结")),
}
SEGMENTS = {
    "used": gettext_noop("已计时"),
    "paused": gettext_noop("暂停"),
    "left": gettext_noop("剩余"),
    "over": gettext_noop("已超期"),
}


@register.simple_tag
def lamp(*, light: Any, word: str = "", title: str = "") -> SafeString:
    """Show ● ▲ ■ ‖ with its word; takes a clocks lamp or its state (E52)."""
    state = one_of(str(look(light, "state", light)), tuple(LAMPS), "light")
    shape, own = LAMPS[state]
    sign = format_html('<span class="lamp-shape" aria-hidden="true">{}</span>', shape)
    tip = format_html(' title="{}"', title) if title else ""
    return format_html(
        '<span class="lamp lamp-{}"{}>{}{}</span>', state, tip, sign, said(word) or _(own)
    )


def remaining(left: int, unit: str) -> str:
    """Say how much is left, in the limit's own unit; past is said as past."""
    n = abs(left)
    if unit in {"H", "WH"}:
        if left < 0:
            return ngettext("已超 %(n)s 小时", "已超 %(n)s 小时", n) % {"n": n}
        return ngettext("还剩 %(n)s 小时", "还剩 %(n)s 小时", n) % {"n": n}
    if left == 0:
        return _("今天到期")
    if unit == "WD":
        if left < 0:
            return ngettext("已超 %(n)s 个工作日", "已超 %(n)s 个工作日", n) % {"n": n}
        return ngettext("还剩 %(n)s 个工作日", "还剩 %(n)s 个工作日", n) % {"n": n}
    if left < 0:
        return ngettext("已超 %(n)s 天", "已超 %(n)s 天", n) % {"n": n}
    return ngettext("还剩 %(n)s 天", "还剩 %(n)s 天", n) % {"n": n}


def due_words(due: datetime) -> str:
    """Write `10月28日(周三)17:30 前` or `by Wed 28 Oct, 17:30`."""
    day, time = dates.last_moment(due)
    return f"by {day}, {time}" if dates.english() else f"{day}{time} 前"


@register.inclusion_tag("ui/deadline.html")
def deadline(
    *,
    due: datetime | None,
    left: int | None = None,
    unit: str = "WD",
    light: Any = "",
    explain: str = "",
    paused: str = "",
    done_at: datetime | None = None,
    provisional: bool = False,
) -> dict[str, Any]:
    """Say the absolute due moment first, then what is left of it (ux.md A3-03).

    `left` counts in `unit` (WD, CD, H …) and is negative when past; `paused` is the ground of
    a running pause; `explain` is the address of 为什么是这个时间.
    """
    return {
        "due": due,
        "words": due_words(due) if due else "",
        "left": "" if left is None or done_at else remaining(left, str(unit)),
        "light": light,
        "explain": explain,
        "paused": paused,
        "done_at": done_at,
        "provisional": provisional,
    }


@register.inclusion_tag("ui/clock_bar.html")
def clock_bar(*, label: str, bar: Any, due: datetime | None = None) -> dict[str, Any]:
    """Draw one clock: filled is counted, hatched is paused, a marker is now (ux.md C3).

    `bar` has `segments` (kind used, paused, left or over; offset and width in thousandths;
    from_at, to_at, ground) and `now` in thousandths, as the clocks lay it out.
    """
    segments = [_segment(part) for part in look(bar, "segments", ())]
    alone = "bar-" + "-".join(f"{s['kind'][0]}{s['offset']}" for s in segments)
    return {
        "label": label,
        "segments": segments,
        "now": f"{look(bar, 'now', 0) / 10:g}%",
        "due": due,
        "id": alone,
    }


def _segment(part: Any) -> dict[str, Any]:
    kind = one_of(look(part, "kind"), tuple(SEGMENTS), "segment kind")
    return {
        "kind": kind,
        "offset": look(part, "offset"),
        "x": f"{look(part, 'offset') / 10:g}%",
        "width": f"{look(part, 'width') / 10:g}%",
        "word": _(SEGMENTS[kind]),
        "from_at": look(part, "from_at", None),
        "to_at": look(part, "to_at", None),
        "ground": look(part, "ground"),
    }


@register.inclusion_tag("ui/explanation.html")
def explanation(
    *, lines: Iterable[Any], caption: str = "", unit: str = "WD", provisional: bool = False
) -> dict[str, Any]:
    """Show day by day what counted and why 为什么是这个时间 (E30).

    Lines have day, counted, running_total, reason, name, source; hours count in seconds.
    """
    hourly = str(unit) in {"H", "WH"}
    rows = [
        {
            "day": look(line, "day"),
            "counted": look(line, "counted"),
            "reason": str(look(look(line, "reason"), "value", look(line, "reason"))),
            "name": look(line, "name"),
            "source": look(line, "source"),
            "total": _total(look(line, "running_total", 0), hourly=hourly),
        }
        for line in lines
    ]
    return {"rows": rows, "caption": caption, "hourly": hourly, "provisional": provisional}


def _total(value: int, *, hourly: bool) -> str:
    return f"{value // 3600}:{value % 3600 // 60:02d}" if hourly else str(value)


@register.inclusion_tag("ui/timeline.html")
def timeline(*, entries: Iterable[Any], label: str = "", fold_after: int = 0) -> dict[str, Any]:
    """Tell what happened, newest first; entries have at, title and may have who, text, state.

    state is done, now, next, warn or closed. Beyond `fold_after` entries the rest is folded.
    """
    rows = list(entries)
    cut = fold_after or len(rows)
    return {"shown": rows[:cut], "folded": rows[cut:], "label": label}


@register.inclusion_tag("ui/contact_log.html")
def contact_log(*, attempts: Iterable[Any], caption: str = "") -> dict[str, Any]:
    """List contact attempts as evidence the person can dispute (ux.md finding 2).

    Attempts have at, means, to (masked), result and may have by, lasted, disputed, dispute_url.
    """
    return {"attempts": list(attempts), "caption": caption}


@register.inclusion_tag("ui/where_now.html")
def where_now(
    *, holder: str, next_step: str, due: datetime | None, phone: str = "", meaning: str = ""
) -> dict[str, Any]:
    """Say 现在在谁手里 · 下一步是什么 · 最迟什么时候 (ux.md B1)."""
    return {
        "holder": holder,
        "next_step": next_step,
        "due": due,
        "words": due_words(due) if due else "",
        "phone": phone,
        "meaning": meaning,
    }
