"""Fields and forms that speak our way: tolerant reading, three-part dates (A1-11, C2)."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sunhall.ground.kit.given import in_our_time
from sunhall.ground.kit.refusal import Conflict, Refused

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[2-9]\d{6,7}")


def tidy(text: str) -> str:
    """Make full-width digits and spaces plain and drop what surrounds the text."""
    return unicodedata.normalize("NFKC", text).strip()


def taken(
    form: forms.Form, step: Callable[[], object], *, conflict: Callable[[], object] | None = None
) -> bool:
    """Take the step a valid form asks for; False when it was refused: no door catches by itself.

    The reason then stands beside its field, or beside the first one, and what was typed stays.
    `conflict` is called instead when somebody else was faster, to keep both texts (ux A3-06).
    """
    refused = refusal(step)
    if refused is None:
        return True
    if conflict is not None and isinstance(refused, Conflict):
        conflict()
    else:
        form.add_error(_beside(form, refused.field), refused.verdict.reason)
    return False


def refusal(step: Callable[[], object]) -> Refused | None:
    """Take a step and give the refusal it met, for doors that go on with the next one."""
    try:
        step()
    except Refused as refused:
        return refused
    return None


def _beside(form: forms.Form, field: str) -> str | None:
    """The field a refusal names, else the first; a form that begins hidden says it above all."""
    if field in form.fields:
        return field
    first = next(iter(form.fields))
    return None if form.fields[first].widget.is_hidden else first


class PhoneField(forms.CharField):
    """A phone number in any usual spelling: spaces, hyphens, +86 and full-width digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Keep only the digits of the number itself."""
        typed = tidy(str(value or ""))
        digits = re.sub(r"[^\d+]", "", typed)
        return re.sub(r"^(\+|00)86", "", digits) or typed

    def validate(self, value: Any) -> None:
        """Refuse what cannot be rung, naming the way out."""
        super().validate(value)
        if value and not (_MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value)):
            raise ValidationError(_("请输入 11 位手机号码，或带区号的座机号码"), code="phone")


class DayField(forms.DateField):
    """A day of our time, typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"})

    def validate(self, value: Any) -> None:
        """Refuse a day on which no record can lie."""
        super().validate(value)
        if value and not in_our_time(value):
            raise ValidationError(_("请输入真实的日期，例如 2026 年 3 月 27 日"), code="date")


class DateParts(forms.MultiWidget):
    """Year, month and day as three short inputs: nobody turns a calendar back forty years."""

    template_name = "ui/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        widgets = [
            forms.TextInput(attrs={**digits, "class": f"input w{width}"})
            for width in ("4", "2", "2")
        ]
        super().__init__(widgets, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Take a date apart."""
        return [value.year, value.month, value.day] if isinstance(value, date) else ["", "", ""]


class DatePartsField(forms.MultiValueField):
    """A date written in three parts."""

    widget = DateParts

    def __init__(self, **kwargs: Any) -> None:
        parts = tuple(forms.CharField(required=False) for _part in range(3))
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> date | None:
        """Put the parts together, or say which one to mend."""
        parts = [tidy(str(part or "")) for part in data_list]
        if not any(parts):
            return None
        try:
            year, month, day = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            raise ValidationError(
                _("请输入真实的日期，例如 2026 年 3 月 27 日"), code="date"
            ) from None
