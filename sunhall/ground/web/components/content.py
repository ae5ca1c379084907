"""Content components: what a page says, shows and links to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sunhall.ground.web.components.icons import ICONS
from sunhall.ground.web.components.library import one_of, register

TONES = ("neutral", "ok", "warn", "danger", "info", "pause")


@register.simple_tag
def icon(*, name: str) -> SafeString:
    """Draw an icon beside words; never instead of them."""
    one_of(name, tuple(ICONS), "icon name")
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308  # our own drawings
    )


@register.inclusion_tag("ui/summary.html")
def summary(*, rows: Iterable[Any], label: str = "") -> dict[str, Any]:
    """List answers or facts; rows have label, value and, for 修改, change_url (A1-13)."""
    return {"rows": rows, "label": label}


@register.inclusion_tag("ui/tag.html")
def tag(*, text: str, tone: str = "neutral") -> dict[str, Any]:
    """Show a status adjective; never clickable, never colour alone (A1-18)."""
    return {"text": text, "tone": one_of(tone, TONES, "tone")}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set a paragraph apart: a quotation, a rule."""
    return format_html('<div class="inset">{}</div>', content)


@register.inclusion_tag("ui/warning.html")
def warning(*, text: str) -> dict[str, Any]:
    """Say what goes wrong when this is overlooked."""
    return {"text": text}


@register.simple_block_tag
def details(content: str, *, summary: str, open: bool = False) -> SafeString:
    """Fold what only some people need."""
    return format_html(
        '<details{}><summary><span>{}</span></summary><div class="details-body">{}</div></details>',
        mark_safe(" open") if open else "",  # a constant
        summary,
        content,
    )


@register.simple_block_tag
def notice(content: str, *, title: str, tone: str = "info") -> SafeString:
    """Tell one thing about the whole service, at most once a page (A1-24)."""
    one_of(tone, ("info", "ok", "warn", "danger"), "tone")
    return format_html(
        '<section class="notice notice-{}" role="region" aria-label="{}"><h2>{}</h2>{}</section>',
        tone,
        title,
        title,
        content,
    )


@register.simple_block_tag
def scroll(content: str, *, label: str) -> SafeString:
    """Let a hand-written table scroll sideways inside a labelled region (WCAG 1.4.10)."""
    return format_html(
        '<div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div>', label, content
    )


@register.inclusion_tag("ui/table.html")
def table(
    *,
    caption: str,
    columns: Sequence[Any],
    rows: Iterable[Any],
    hide_caption: bool = False,
) -> dict[str, Any]:
    """Show rows of cells. Columns have label, numeric, sort_url, sorted (asc or desc)."""
    return {"caption": caption, "columns": columns, "rows": rows, "hide_caption": hide_caption}


@register.inclusion_tag("ui/pager.html")
def pager(*, previous: str = "", next: str = "", text: str = "") -> dict[str, Any]:
    """Go to the page before or after; keyset addresses, no page numbers."""
    return {"previous": previous, "next": next, "text": text}


@register.inclusion_tag("ui/tabs.html")
def tabs(*, label: str, items: Iterable[Any]) -> dict[str, Any]:
    """Link the faces of one subject; items have text, url, current and may have count."""
    return {"label": label, "items": items}


@register.inclusion_tag("ui/confirmation.html")
def confirmation(
    *,
    title: str,
    number: str,
    number_label: str = "",
    code: str = "",
    next: Sequence[str] = (),
) -> dict[str, Any]:
    """Confirm a submission: number, query code, what happens next and when (A1-14)."""
    return {
        "title": title,
        "number": number,
        "number_label": number_label,
        "code": code,
        "next": next,
    }


@register.inclusion_tag("ui/empty.html")
def empty(
    *,
    text: str,
    more: str = "",
    action_url: str = "",
    action_text: str = "",
) -> dict[str, Any]:
    """Say why there is nothing and where to go; never a blank table (ux.md C4)."""
    return {"text": text, "more": more, "action_url": action_url, "action_text": action_text}


@register.inclusion_tag("ui/files.html")
def file_list(*, files: Iterable[Any], label: str = "") -> dict[str, Any]:
    """List files; each has name, url, size and scanned (clean, pending, off or bad)."""
    return {"files": files, "label": label}


@register.inclusion_tag("ui/task_list.html")
def task_list(*, tasks: Iterable[Any]) -> dict[str, Any]:
    """List the parts of a long application; tasks have text, url, status and tone (A1-15)."""
    return {"tasks": tasks}


@register.inclusion_tag("ui/qr.html")
def qr(*, text: str, caption: str, label: str = "") -> dict[str, Any]:
    """Draw a QR code of an address, with the address' purpose in words."""
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(code.matrix, start=4)
        for x, dark in enumerate(row, start=4)
        if dark
    )
    return {"path": path, "size": size, "caption": caption, "label": label or caption}


@register.inclusion_tag("ui/figure_tile.html")
def figure_tile(
    *,
    label: str,
    value: object,
    unit: str = "",
    n: int | None = None,
    period: str = "",
    as_of: datetime | None = None,
    definition_url: str = "",
    list_url: str = "",
    csv_url: str = "",
    least: int = 0,
    level: int = 3,
) -> dict[str, Any]:
    """Show one figure with n, period, as-of and definition; below `least` say 样本不足 (E60)."""
    few = n is not None and n < least
    return {**locals(), "few": few}


@register.inclusion_tag("ui/change_list.html")
def diff(*, rows: Iterable[Mapping[str, Any] | Any], caption: str) -> dict[str, Any]:
    """Show what changes, field by field; rows have label, old, new."""
    return {"rows": rows, "caption": caption}
