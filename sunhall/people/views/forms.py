"""Forms about people; the rules read what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sunhall.people.rules import FIELDS


class _Form(forms.Form):
    """A form that may stand beside another: its ids begin with its own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)


class PhoneForm(forms.Form):
    """The phone that a code is sent to."""

    phone = forms.CharField(
        label=_("手机号码"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "numeric"}),
    )


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(label=_("短信中的 6 位验证码"))

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not (code.isdecimal() and len(code) == 6):
            raise ValidationError(_("请输入短信中的 6 位数字"), code="code")
        return code


class AskForm(forms.Form):
    """What a person asks about their own data."""

    asked = forms.ChoiceField(
        label=_("申请事项"),
        choices=[("correct", _("更正不准确的信息")), ("erase", _("删除我的信息"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("说明"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("asked") == "correct" and len(cleaned.get("words", "").strip()) < 2:
            self.add_error("words", _("请写明哪一项不准确，应当是什么"))
        return cleaned


class RevealForm(_Form):
    """Which sealed fact is read, and why."""

    field = forms.ChoiceField(label=_("查看项目"), choices=list(FIELDS.items()))
    reason = forms.CharField(label=_("查看原因"), min_length=4, max_length=200)


class MergeForm(_Form):
    """Which double is joined, and why."""

    double = forms.CharField(label=_("重复登记的编号"), max_length=22)
    reason = forms.CharField(label=_("合并原因"), max_length=200)


class ReasonForm(_Form):
    """A reason alone."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class CorrectForm(_Form):
    """What is put right; a field left empty stays as it is."""

    name = forms.CharField(label=_("姓名或名称"), required=False, max_length=60)
    phone = forms.CharField(label=_("电话"), required=False, max_length=30)
    email = forms.CharField(label=_("电子邮箱"), required=False, max_length=254)
    id_number = forms.CharField(label=_("身份证号码"), required=False, max_length=30)
    address = forms.CharField(label=_("住址"), required=False, max_length=200)
    reason = forms.CharField(label=_("更正原因"), max_length=200)


class AnswerForm(_Form):
    """The answer to what a person asked about their data."""

    is_granted = forms.TypedChoiceField(
        label=_("处理结果"),
        choices=[("yes", _("同意并已办理")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("答复"), min_length=4, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
