"""Forms of the phone desk's own pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.calls import rules
from sunhall.directory import queries as directory
from sunhall.directory.rules import DUTIES
from sunhall.ground.web.forms import DayField, PhoneField

SHIFT_WORDS = [(row.kind, DUTIES[row.kind]) for row in rules.SHIFTS]


class FindForm(forms.Form):
    """What narrows the list of calls."""

    is_filter = True
    q = forms.CharField(label=_("来电编号、完整号码或工号"), required=False, max_length=40)
    outcome = forms.ChoiceField(
        label=_("结果"),
        required=False,
        choices=[("", _("全部")), *((k, w) for k, w in rules.OUTCOMES.items() if k)],
    )
    first = DayField(label=_("从"), required=False)
    last = DayField(label=_("到"), required=False)


class BackForm(forms.Form):
    """What came of a call-back."""

    outcome = forms.ChoiceField(
        label=_("回拨结果"), choices=list(rules.BACK_OUTCOMES.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("说明"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    """Why a number is opened."""

    reason = forms.CharField(label=_("查看原因"), max_length=200)


class SeatForm(forms.Form):
    """A seat and the address of its telephone."""

    code = forms.CharField(label=_("坐席号"), max_length=20)
    line = forms.CharField(label=_("话机地址"), max_length=80)


class ShiftForm(forms.Form):
    """The hours of a shift and how many must sit there."""

    kind = forms.ChoiceField(label=_("班次"), choices=SHIFT_WORDS)
    begins = forms.TimeField(
        label=_("开始"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("结束（24:00 填 00:00）"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    least = forms.IntegerField(label=_("至少几人"), min_value=1, max_value=200)
    source = forms.CharField(label=_("依据"), max_length=200)

    def minutes(self) -> tuple[int, int]:
        """Both ends as minutes of the day; an end at midnight is that of the day's end."""
        begins, ends = self.cleaned_data["begins"], self.cleaned_data["ends"]
        last = ends.hour * 60 + ends.minute
        return begins.hour * 60 + begins.minute, last or rules.DAY


class SitForm(forms.Form):
    """One operator for one shift of one day."""

    kind = forms.ChoiceField(label=_("班次"), choices=SHIFT_WORDS)
    day = DayField(label=_("日期"))
    staff = forms.ChoiceField(label=_("人员"))

    def __init__(self, *args: Any, organisations: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [one for code in organisations for one in directory.staff_at_work(code)]
        self.fields["staff"].choices = [  # type: ignore[attr-defined]
            ("", _("请选择")),
            *((one.code, one.name) for one in rows),
        ]


class RingForm(forms.Form):
    """A call that somebody makes up."""

    caller = PhoneField(label=_("来电号码"), required=False)
