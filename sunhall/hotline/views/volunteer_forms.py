"""Forms about legal volunteers 法律志愿者: who, when free, when away, tied to whom (H6)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.directory import queries as directory
from sunhall.ground.web.forms import refusal
from sunhall.hotline.rules.volunteers import (
    ANSWERS,
    DECLINES,
    FIELDS,
    MOST_MINUTES,
    TIES,
    WEEK,
    hours_words,
    read_hours,
)
from sunhall.hotline.views.dialogue import LocalMoment
from sunhall.hotline.views.handler_forms import long_text, radios

NEW = "new"


class HoursField(forms.CharField):
    """The hours of one day of the week, typed as 9:00-12:00，14:00-17:00."""

    def to_python(self, value: Any) -> Any:
        """Read the hours; what cannot be read is said beside the day."""
        typed = super().to_python(value)
        found: list[list[str]] = []
        refused = refusal(lambda: found.extend(read_hours(str(typed or ""))))
        if refused is not None:
            raise forms.ValidationError(refused.verdict.reason)
        return found


class VolunteerForm(forms.Form):
    """Enrol a volunteer or change what is known of them."""

    code = forms.SlugField(label=_("代码"), max_length=40, help_text=_("小写字母、数字和连字符"))
    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("手机号码"), max_length=20, required=False, widget=forms.TextInput()
    )
    fields_of_law = forms.MultipleChoiceField(
        label=_("法律领域"),
        choices=list(FIELDS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field = forms.CharField(label=_("执业机构或特长"), max_length=80, required=False)

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row is not None:
            del self.fields["code"]
            self.fields["phone"].help_text = _("号码已加密保存；留空表示不变")
        for day, words in enumerate(WEEK):
            held = hours_words(row.hours, day) if row is not None else ""
            self.fields[f"day{day}"] = HoursField(
                label=_(words), max_length=80, required=False, initial=held
            )

    @property
    def days(self) -> list[Any]:
        """The seven days as the page sets them."""
        return [self[f"day{day}"] for day in range(len(WEEK))]

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        days = {str(day): data.pop(f"day{day}") for day in range(len(WEEK))}
        hours = {day: spans for day, spans in days.items() if spans}
        phone = data.pop("phone")
        more = {"phone": phone} if phone else {}
        return {"fields": data.pop("fields_of_law"), "hours": hours, **data, **more}


class AwayForm(forms.Form):
    """When a volunteer cannot be called."""

    from_at = LocalMoment(label=_("从"))
    to_at = LocalMoment(label=_("到"))
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)


class TieForm(forms.Form):
    """A tie to a unit or to the person of a request."""

    tie = radios(_("利害关系"), TIES)
    organisation = forms.ChoiceField(label=_("与哪个单位"), required=False)
    number = forms.CharField(
        label=_("或与哪件诉求的诉求人（填编号）"), max_length=40, required=False
    )
    words = long_text(_("说明"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("请选择")),
            *((one.code, one.name) for one in directory.organisations_in_use()),
        ]


class ReasonForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class MinutesForm(forms.Form):
    """The minutes that were really given, and why they change."""

    minutes = forms.IntegerField(label=_("服务分钟数"), min_value=1, max_value=MOST_MINUTES)
    reason = forms.CharField(label=_("更正原因"), max_length=200)


class AnswerForm(forms.Form):
    """Comes, or not and why."""

    answer = forms.ChoiceField(
        label=_("您能参加吗"),
        widget=forms.RadioSelect,
        choices=list(ANSWERS.items()),
        error_messages={"required": _("请选择参加，或不能参加")},
    )
    ground = forms.ChoiceField(
        label=_("不能参加的原因"),
        widget=forms.RadioSelect,
        choices=list(DECLINES.items()),
        required=False,
    )
    words = long_text(_("说明"), rows=2, required=False)
