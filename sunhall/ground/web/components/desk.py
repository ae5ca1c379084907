"""Desk components: lists, bulk work, presence, conflicts, commands."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sunhall.ground.web.components.library import register


@register.inclusion_tag("ui/view_list.html")
def view_list(*, label: str, items: Iterable[Any]) -> dict[str, Any]:
    """List saved views with counts; items have text, url, count, current and may have tone."""
    return {"label": label, "items": items}


@register.inclusion_tag("ui/case_item.html")
def case_item(
    *,
    url: str,
    number: str,
    title: str,
    due: datetime | None = None,
    left: int | None = None,
    unit: str = "WD",
    light: Any = "",
    meta: str = "",
    tags: Iterable[Any] = (),
    current: bool = False,
    unread: bool = False,
    presence: Sequence[str] = (),
    select: str = "",
    target: str = "",
) -> dict[str, Any]:
    """Show one matter in an inbox list: title, due, lamp, who is looking (ux.md A3-01).

    `select` is the id of the form that bulk work posts; it puts a tick before the matter.
    """
    return dict(locals())


@register.inclusion_tag("ui/bulk_bar.html")
def bulk_bar(*, form: str, actions: Iterable[Any], count: int = 0) -> dict[str, Any]:
    """Act on selected rows; says 已选 N 件; each action leads to a dry run (ux.md A3-08)."""
    return {"form": form, "actions": actions, "count": count}


@register.inclusion_tag("ui/bulk_result.html")
def bulk_result(*, rows: Iterable[Any], caption: str) -> dict[str, Any]:
    """Show the outcome of bulk work row by row; rows have number, url, ok, text (E28)."""
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("ui/undo_toast.html", takes_context=True)
def undo_toast(
    context: dict[str, Any], *, text: str, undo_url: str, token: str = ""
) -> dict[str, Any]:
    """Offer 撤销 for a reversible act; stays until dismissed for those who need time (A3-09)."""
    return {
        "text": text,
        "undo_url": undo_url,
        "token": token,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/presence.html")
def presence(*, people: Sequence[Any], url: str = "") -> dict[str, Any]:
    """Say who else is looking or writing; people have name and editing; never a lock (A3-05)."""
    return {"people": people, "url": url}


@register.inclusion_tag("ui/conflict.html")
def conflict(*, rows: Iterable[Any], who: str, at: datetime) -> dict[str, Any]:
    """Show both values of every field two people changed: name, label, mine, theirs (A3-06)."""
    return {"rows": rows, "who": who, "at": at}


@register.inclusion_tag("ui/job.html")
def job(
    *,
    title: str,
    state: str,
    done: int,
    total: int,
    skipped: int = 0,
    failed: int = 0,
    phases: Iterable[Any] = (),
    beat_at: datetime | None = None,
    ends_at: datetime | None = None,
    stalled: bool = False,
    errors_url: str = "",
    cancel_url: str = "",
    refresh_url: str = "",
    result: str = "",
) -> dict[str, Any]:
    """Show long work: phases, rows, heartbeat, end; people may leave (ux.md C5).

    state is waiting, running, done, failed or cancelled.
    """
    share = min(100, round(100 * done / total)) if total else 0
    return {**locals(), "share": share}


@register.inclusion_tag("ui/template_picker.html")
def template_picker(*, target: str, items: Iterable[Any], url: str = "") -> dict[str, Any]:
    """Offer texts to insert at the cursor; items have title, text, code; never replaces (A3-04).

    Without scripts each is a link to `url?template=code`, and the page fills the empty box.
    """
    return {"target": target, "items": items, "url": url}


@register.inclusion_tag("ui/command_palette.html")
def command_palette(*, url: str) -> dict[str, Any]:
    """Open one input for go-to, search and act with Ctrl K; without scripts a page (A3-10)."""
    return {"url": url}


@register.inclusion_tag("ui/shortcut_sheet.html")
def shortcut_sheet(
    *, groups: Iterable[Any], toggle_url: str = "", enabled: bool = True
) -> dict[str, Any]:
    """List the keys; groups have title and keys, pairs (keys, words); can be off (A3-11)."""
    return {"groups": groups, "toggle_url": toggle_url, "enabled": enabled}
