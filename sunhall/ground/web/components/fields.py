"""Form components: field, error summary, buttons, steps, drafts, choices by search."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sunhall.ground.web.components.library import one_of, register
from sunhall.ground.web.components.wording import errors, is_group, wrong_fields
from sunhall.ground.web.words import options, word

_WIDTHS = ("", "2", "4", "6", "11", "18", "full")


@register.inclusion_tag("ui/field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    caption: str = "",
    heading: bool = False,
    hide_label: bool = False,
    width: str = "",
    autocomplete: str = "",
    inputmode: str = "",
    count: int = 0,
    rows: int = 0,
    accept: str = "",
    capture: str = "",
    shrink: bool = False,
    prefix: str = "",
    inline: bool = False,
    hints: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Render one form field whole: label or legend, hint, error, control (ux.md A1-01 to A1-10)."""
    one_of(width, _WIDTHS, "width")
    bound.form.use_required_attribute = False
    _translate_choices(bound)
    wrong, text = errors(bound), hint or str(bound.help_text or "")
    ids = [f"{bound.auto_id}-hint"] * bool(text) + [f"{bound.auto_id}-error"] * bool(wrong)
    ids += [f"{bound.auto_id}-count"] * bool(count)
    kind = _kind(bound)
    given = {
        "class": "" if kind == "checkbox" else f"input w{width}" if width else "input",
        "autocomplete": autocomplete,
        "inputmode": inputmode,
        "rows": rows,
        "accept": accept,
        "capture": capture,
        "data-count": count,
        "data-shrink": shrink,
        "aria-describedby": "" if is_group(bound) else " ".join(ids),
        "aria-invalid": "true" if wrong and not is_group(bound) else "",
    }
    attrs: dict[str, str | bool] = {name: str(value) for name, value in given.items() if value}
    return {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "hint": text,
        "caption": caption,
        "heading": heading,
        "hide_label": hide_label,
        "optional": _is_optional(bound) and not hide_label,
        "errors": wrong,
        "describedby": " ".join(ids),
        "control": "" if is_group(bound) else options(bound.as_widget(attrs=attrs)),
        "count": count,
        "prefix": prefix,
        "inline": inline,
        "choices": _choices(bound, hints or {}),
    }


def _is_optional(bound: BoundField) -> bool:
    """Whether to say 选填; in a form that only narrows a list (`is_filter`) everything is."""
    return not bound.field.required and not getattr(bound.form, "is_filter", False)


def _translate_choices(bound: BoundField) -> None:
    """Say the choices of a select in the reader's language: its options hold plain text only."""
    widget = bound.field.widget
    if isinstance(widget, forms.Select):
        widget.choices = [
            (
                value,
                [(v, word(t)) for v, t in text] if isinstance(text, list | tuple) else word(text),
            )
            for value, text in widget.choices
        ]


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.MultiWidget):
        return "dates"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "select" if isinstance(widget, forms.Select) else "input"


def _choices(bound: BoundField, hints: Mapping[str, str]) -> list[dict[str, Any]]:
    if not is_group(bound):
        return []
    return [
        {
            "tag": item.tag() if hasattr(item, "tag") else item,
            "id": item.id_for_label,
            "label": item.choice_label,
            "hint": hints.get(str(item.data.get("value", "")), ""),
        }
        for item in bound.subwidgets
        if not isinstance(bound.field.widget, forms.MultiWidget)
    ]


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms_: forms.BaseForm | None) -> dict[str, Any]:
    """Render 有问题需要修改 above a form with errors, each linking to the control (A1-09)."""
    return {"wrong": [pair for form in forms_ if form for pair in wrong_fields(form)]}


@register.inclusion_tag("ui/button.html")
def button(
    *,
    text: str,
    kind: str = "secondary",
    href: str = "",
    name: str = "",
    value: str = "",
    key: str = "",
    shortcut: str = "",
    busy: str = "",
    disabled: bool = False,
    form: str = "",
    formaction: str = "",
    accessible: str = "",
) -> dict[str, Any]:
    """Render a button, or a link that looks like one when `href` is given (A1-03)."""
    one_of(kind, ("primary", "secondary", "danger", "quiet"), "kind")
    return dict(locals())


@register.inclusion_tag("ui/back_link.html")
def back_link(*, href: str, text: str = "") -> dict[str, Any]:
    """Render 返回 at the top of a page (A1-02)."""
    return {"href": href, "text": text}


@register.inclusion_tag("ui/steps.html")
def steps(*, now: int, of: int) -> dict[str, Any]:
    """Say 第 2 步，共 4 步; only where the total is reliable (A1-07)."""
    return {"now": now, "of": of}


@register.simple_tag
def once() -> SafeString:
    """Put a token into a form so that sending it twice acts once (A1-02)."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid4().hex)


@register.inclusion_tag("ui/draft_status.html")
def draft_status(*, saved_at: datetime | None = None) -> dict[str, Any]:
    """Say whether and when the server kept the draft; sits in a form with `data-draft="URL"`."""
    return {"saved_at": saved_at}


@register.inclusion_tag("ui/search_select.html")
def search_select(
    bound: BoundField,
    *,
    search_name: str,
    query: str,
    choices: Sequence[tuple[str, str]],
    label: str = "",
    hint: str = "",
    search_url: str = "",
    live: bool = False,
) -> dict[str, Any]:
    """Render a long choice as a search with radios; without scripts a button posts (A1-17).

    At the desk, where each key counts, the button is there only without scripts (`live`).
    """
    wrong = errors(bound)
    return {
        "bound": bound,
        "search_name": search_name,
        "query": query,
        "choices": choices,
        "chosen": str(bound.value() or ""),
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "errors": wrong,
        "describedby": f"{bound.auto_id}-hint" + f" {bound.auto_id}-error" * bool(wrong),
        "search_url": search_url,
        "live": live,
    }


@register.inclusion_tag("ui/search_results.html")
def search_results(
    bound: BoundField, *, query: str, choices: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Render only the radios of `search_select`: what its `search_url` answers."""
    return {
        "bound": bound,
        "query": query,
        "choices": choices,
        "chosen": str(bound.value() or ""),
    }


@register.inclusion_tag("ui/rating.html")
def rating(bound: BoundField, *, heading: bool = False, hint: str = "") -> dict[str, Any]:
    """Render 好差评 as five labelled choices, none chosen beforehand (E11)."""
    wrong = errors(bound)
    ids = [f"{bound.auto_id}-hint"] * bool(hint) + [f"{bound.auto_id}-error"] * bool(wrong)
    return {
        "bound": bound,
        "heading": heading,
        "hint": hint,
        "errors": wrong,
        "describedby": " ".join(ids),
        "choices": [item for item in _choices(bound, {}) if item["label"]],
    }
