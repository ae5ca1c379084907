"""Forms of supervision; what is refused stands beside the field, nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.ground.web.forms import DayField
from sunhall.supervision import rules

LONGEST = 2000


def long_text(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A box for several lines."""
    kwargs.setdefault("max_length", LONGEST)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class LetterForm(forms.Form):
    """A supervision letter, prefilled from the case: level, situation, reason, demands."""

    level = forms.ChoiceField(label=_("督办等级"), widget=forms.RadioSelect)
    trigger = forms.ChoiceField(label=_("督办情形"), choices=list(rules.TRIGGER_WORDS.items()))
    reason = long_text(_("督办事由"), help_text=_("已按案件填好，可以修改。不写诉求人的姓名电话。"))
    demands = long_text(_("办理要求"))

    def __init__(self, *args: Any, levels: list[rules.Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, one.words) for one in levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]


class TextForm(forms.Form):
    """One text: an answer, a line of progress, a reply."""

    text = long_text(_("办理情况"), rows=5)

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label


class ReasonForm(forms.Form):
    """A reason."""

    reason = long_text(_("理由"), rows=3)


class ListingForm(forms.Form):
    """List a matter: why and what is demanded, until when."""

    reason = long_text(_("挂号理由和要求"), rows=4)
    until = DayField(label=_("办结期限"))


class CheckForm(forms.Form):
    """The script of a call-back: one radio list for each question."""

    way = forms.ChoiceField(
        label=_("回访方式"),
        choices=list(rules.CALLBACK_WAYS.items()),
        widget=forms.RadioSelect,
        initial="phone",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whoever was never met is asked no more about the talk.
        never_met = self.data.get("met") == "no"
        for asked in rules.SCRIPT.questions:
            self.fields[asked.code] = forms.ChoiceField(
                label=asked.words,
                choices=list(asked.answers.items()),
                widget=forms.RadioSelect,
                required=not never_met or asked.code in rules.ALWAYS_ASKED,
            )
        self.fields["suggestions"] = long_text(
            _("意见建议"), rows=3, required=False, help_text=_("照群众的原话记。")
        )

    @property
    def said(self) -> Mapping[str, str]:
        """The answers by question."""
        return {one.code: self.cleaned_data.get(one.code, "") for one in rules.SCRIPT.questions}


class RecheckForm(forms.Form):
    """The word of a re-check."""

    settled = forms.ChoiceField(
        label=_("复核结论"),
        choices=[("yes", _("属实已整改，销号")), ("no", _("说明不成立，退回重新说明"))],
        widget=forms.RadioSelect,
    )
    text = long_text(_("复核情况"), rows=4)


class SampleForm(forms.Form):
    """From when to when, and how many."""

    first = DayField(label=_("从"))
    last = DayField(label=_("到"))
    n = forms.IntegerField(label=_("件数"), min_value=1, max_value=rules.MOST)


class SpecialForm(forms.Form):
    """The words of a special report."""

    body = long_text(_("正文"), rows=12, max_length=8000)


class WeekForm(forms.Form):
    """Any day of the week to report on."""

    day = DayField(label=_("报告哪一周（选其中任意一天）"))
