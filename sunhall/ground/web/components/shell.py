"""Shell components: the mark, messages after an act, and why a move is withheld."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe

from sunhall.ground.kit.verdict import Verdict
from sunhall.ground.web.components.library import register

# A hall under a rising sun, drawn for this house.
_MARK = (
    '<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
    '<path class="mark-field" d="M3 0h34a3 3 0 0 1 3 3v34a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V3'
    'a3 3 0 0 1 3-3z"/><path class="mark-sun" d="M13 19a7 7 0 0 1 14 0z"/>'
    '<path class="mark-line" d="M20 6v2M10.5 10l1.5 1.5M29.5 10 28 11.5M6 24h28'
    'M11 24v9M20 24v9M29 24v9M6 34h28"/></svg>'
)


@register.simple_tag
def mark() -> SafeString:
    """Draw the mark of the house beside its name."""
    return mark_safe(_MARK)  # noqa: S308  # a constant


@register.inclusion_tag("ui/messages.html", takes_context=True)
def messages_list(context: dict[str, Any]) -> dict[str, Any]:
    """Say what an act has done, once, in a status region."""
    said = context.get("messages") or []
    return {"messages": [message for message in said if not _undo_of(message)]}


@register.inclusion_tag("ui/toasts.html", takes_context=True)
def toasts(context: dict[str, Any]) -> dict[str, Any]:
    """Offer 撤销 beside what has just been done, wherever one lands after it (ux A3-09)."""
    said = [(message, _undo_of(message)) for message in context.get("messages") or []]
    told = [
        {"text": message.message, "url": undo[0], "token": "".join(undo[1:])}
        for message, undo in said
        if undo
    ]
    return {"told": told, "csrf_token": context.get("csrf_token")}


def _undo_of(message: Any) -> list[str]:
    """The address and the token that `parts.tell` has put behind a message."""
    kind, _, rest = (message.extra_tags or "").partition(" ")
    return rest.split() if kind == "undo" else []


@register.inclusion_tag("ui/withheld.html")
def withheld(*, verdict: Verdict, move: str = "") -> dict[str, Any]:
    """Say why a move is not offered: the verdict's reason and article."""
    return {"verdict": verdict, "move": move}
