"""Error texts: each names the field and the way out (ux.md A1-10)."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from sunhall.ground.web.words import word

_CHOSEN = (
    forms.RadioSelect,
    forms.CheckboxSelectMultiple,
    forms.Select,
    forms.CheckboxInput,
)
_LIMITED = ("max_length", "min_length", "max_value", "min_value")


def is_group(bound: BoundField) -> bool:
    """Whether the control is several inputs and so needs a fieldset and a legend."""
    widget = bound.field.widget
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget)


def first_control(bound: BoundField) -> str:
    """The id that an error summary links to: the first wrong control."""
    return f"{bound.auto_id}_0" if is_group(bound) else bound.id_for_label


def errors(bound: BoundField) -> list[str]:
    """The field's errors in our words; identical beside the field and in the summary."""
    found = bound.form.errors.get(bound.name)
    return [_say(bound, error) for error in found.as_data()] if found else []


def wrong_fields(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """Yield (id of the first wrong control, text) in the order of the page."""
    for text in form.non_field_errors():
        yield "", str(text)
    for bound in form:
        for text in errors(bound):
            yield first_control(bound), text


def _say(bound: BoundField, error: ValidationError) -> str:
    label, widget = str(bound.label), bound.field.widget
    if not _is_default(bound, error):
        return " ".join(word(m) for m in error.messages)
    if error.code == "required" and isinstance(widget, forms.FileInput):
        return _("请添加%(field)s") % {"field": label}
    if error.code == "required" and isinstance(widget, _CHOSEN):
        return _("请选择%(field)s") % {"field": label}
    if error.code == "required":
        return _("请输入%(field)s") % {"field": label}
    if error.code in _LIMITED:
        return _limited(error) % {"field": label, "limit": (error.params or {})["limit_value"]}
    if error.code == "invalid" and isinstance(bound.field, forms.IntegerField):
        return _("%(field)s请填整数") % {"field": label}
    if error.code in {"invalid_choice", "invalid_list"}:
        return _("请从列出的选项中选择%(field)s") % {"field": label}
    if error.code == "empty":
        return _("%(field)s是空文件，请重新选择") % {"field": label}
    return _("请按提示的格式填写%(field)s") % {"field": label}


def _limited(error: ValidationError) -> str:
    return {
        "max_length": _("%(field)s最多 %(limit)s 个字"),
        "min_length": _("%(field)s至少 %(limit)s 个字"),
        "max_value": _("%(field)s不能大于 %(limit)s"),
        "min_value": _("%(field)s不能小于 %(limit)s"),
    }[str(error.code)]


def _is_default(bound: BoundField, error: ValidationError) -> bool:
    """Whether Django's own text would be shown; a text of ours is never replaced."""
    if error.code in _LIMITED:
        return "limit_value" in (error.params or {})
    if error.code not in ("required", "invalid_choice", "invalid_list", "empty", "invalid"):
        return False
    own = {str(kind.default_error_messages.get(error.code)) for kind in _ancestors(bound.field)}
    return str(error.message) in own


def _ancestors(field: forms.Field) -> list[type[forms.Field]]:
    """Django's own classes behind a field, not ours: ours speak well already."""
    return [
        kind
        for kind in type(field).__mro__
        if issubclass(kind, forms.Field) and kind.__module__.startswith("django.")
    ]
