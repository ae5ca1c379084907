"""Forms of residents: one question a page, tolerant reading, errors that name the way out."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sunhall.ground.kit.numbering import CODE_DIGITS
from sunhall.ground.web.forms import PhoneField
from sunhall.hotline import queries, rules
from sunhall.hotline.actions.intake import LEAST_TEXT, MOST_TEXT

Choices = Iterable[tuple[str, Any]]
UNSURE = "unsure"
MOST_BEFORE = 10
# Codes of six digits were given out before.
CODE_LENGTHS = (6, CODE_DIGITS)

MEDIA = "image/*,audio/*,video/*,application/pdf"


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class UploadField(forms.FileField):
    """One file or several; each is judged when it is kept, and refused by its own name."""

    def to_python(self, data: Any) -> Any:
        """Take what was sent as it is."""
        return data


def one_photo(label: Any = "") -> UploadField:
    """A picture taken now."""
    attrs = {"accept": "image/*", "capture": "environment", "data-shrink": ""}
    words = label or _("拍一张照片")
    return UploadField(required=False, label=words, widget=forms.FileInput(attrs=attrs))


def many_files(label: Any = "") -> UploadField:
    """Files that lie on the device already, several at once."""
    return UploadField(
        required=False,
        label=label or _("选照片、录音或视频"),
        widget=ManyFilesInput(attrs={"accept": MEDIA, "data-shrink": "", "multiple": True}),
    )


class TextForm(forms.Form):
    """发生了什么."""

    text = forms.CharField(
        label=_("发生了什么"),
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("请写明发生了什么（至少 4 个字）")},
    )
    photo = one_photo()
    attached = many_files()

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if len(text) < LEAST_TEXT:
            raise ValidationError(_("请写明发生了什么（至少 4 个字）"), code="short")
        if len(text) > MOST_TEXT:
            raise ValidationError(_("内容请控制在 2 万字以内，更多材料可作为附件上传"), code="long")
        return text


class ClassForm(forms.Form):
    """是不是这一类."""

    choice = forms.ChoiceField(
        label=_("是不是这一类"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一类；拿不准就选“不确定”")},
    )
    like = forms.ChoiceField(
        label=_("附近有类似的事，是同一件吗"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, classes: Choices, similar: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, unsure = list(classes), (UNSURE, _("不确定，请工作人员判断"))
        # A long list begins with the way out, so that nobody has to scroll for it.
        ordered = [unsure, *offered] if len(offered) > MOST_BEFORE else [*offered, unsure]
        self.fields["choice"].choices = ordered  # type: ignore[attr-defined]
        found = list(similar)
        if found:
            none = ("", _("都不是，我说的是另一件事"))
            self.fields["like"].choices = [*found, none]  # type: ignore[attr-defined]
        else:
            del self.fields["like"]


class AddressField(forms.CharField):
    """Asked for, yet a place chosen from the list answers the question as well."""

    def validate(self, value: str) -> None:
        """Accept an empty address; the page settles which place is meant."""


class PlaceForm(forms.Form):
    """在哪里."""

    address = AddressField(
        label=_("在哪里"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    place = AddressField(label=_("在哪个乡镇或村（社区）"))
    latitude = forms.DecimalField(
        required=False, max_digits=9, decimal_places=6, min_value=-90, max_value=90,
        widget=forms.HiddenInput,
    )  # fmt: skip
    longitude = forms.DecimalField(
        required=False, max_digits=9, decimal_places=6, min_value=-180, max_value=180,
        widget=forms.HiddenInput,
    )  # fmt: skip


OPENNESS = {
    "closed": (_("不公开"), _("只有办理这件事的人能看到。")),
    "open": (_("可以公开"), _("答复以后，隐去姓名、电话和门牌，经审核后公开，方便邻里参考。")),
    "confidential": (_("请为我保密"), _("承办单位也看不到您的姓名和电话。")),
}


class ContactForm(forms.Form):
    """怎么联系您."""

    name = forms.CharField(
        label=_("称呼"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("手机号码"), required=False)
    openness = forms.ChoiceField(
        label=_("公开还是保密"),
        widget=forms.RadioSelect,
        choices=[(code, words) for code, (words, _hint) in OPENNESS.items()],
        initial="closed",
    )

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        """`known`: the person is signed in and is not asked again (A1-06)."""
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["name"], self.fields["phone"]


class TrackForm(forms.Form):
    """Number and query code, in any spelling (A1-11)."""

    number = forms.CharField(
        label=_("编号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    code = forms.CharField(
        label=_("查询码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )

    def clean_number(self) -> str:
        number = queries.read_number(self.cleaned_data["number"])
        if not queries.could_be_number(number):
            raise ValidationError(
                _("编号是 R 后面加 13 位数字，请对照短信或回执逐位核对"), code="number"
            )
        return number

    def clean_code(self) -> str:
        code = queries.read_code(self.cleaned_data["code"])
        if len(code) not in CODE_LENGTHS:
            raise ValidationError(_("查询码是 8 位数字，请对照短信或回执核对"), code="code")
        return code


class SupplementForm(forms.Form):
    """补充材料."""

    text = forms.CharField(
        label=_("要补充什么"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    photo = one_photo()
    attached = many_files()

    def __init__(self, *args: Any, held: Sequence[str] = (), **kwargs: Any) -> None:
        """`held`: files that came with an earlier try and were kept."""
        super().__init__(*args, **kwargs)
        self.held = held

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("text", "").strip() and not self.files and not self.held:
            self.add_error("text", _("请写明要补充的情况，或添加一个文件"))
        return data


class WordsForm(forms.Form):
    """A few words that go with an act; never required."""

    words = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))


class RatingForm(forms.Form):
    """好差评: five levels, none chosen beforehand (E11)."""

    stars = forms.TypedChoiceField(
        label=_("您对这次答复满意吗"),
        coerce=int,
        choices=list(rules.STARS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("请从五个等级中选择一个")},
    )
    reasons = forms.MultipleChoiceField(
        label=_("为什么这样评价"),
        required=False,
        choices=list(rules.REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("还想说的话"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class WishForm(forms.Form):
    """Where to talk 约谈, and whether a legal volunteer should come."""

    way = forms.ChoiceField(
        label=_("您希望在哪里谈"),
        widget=forms.RadioSelect,
        choices=list(rules.DIALOGUE_WAYS.items()),
        error_messages={"required": _("请选择希望在哪里谈")},
    )
    wants_lawyer = forms.BooleanField(label=_("希望法律志愿者参加"), required=False)
    words = forms.CharField(
        label=_("时间上有什么要求"),
        required=False,
        max_length=200,
        widget=forms.TextInput(),
    )


class PublicationForm(forms.Form):
    """公开前预览: the text as the person wants it shown."""

    text = forms.CharField(label=_("公开的文字"), widget=forms.Textarea(attrs={"rows": 6}))
