"""Forms of phone days and programmes."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sunhall.days import queries, rules
from sunhall.directory import queries as directory
from sunhall.ground.web.forms import DayField, PhoneField
from sunhall.hotline import rules as hotline_rules
from sunhall.matters import rules as matter_rules
from sunhall.places import queries as places

# Whose posts answer in public: the county's leaders, departments and towns.
ANSWERING = ("county", "department", "town")
ANYWHERE = "全县范围或说不清"


def long_text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def clock(label: Any) -> forms.TimeField:
    """An hour of the day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


def posts() -> list[tuple[str, str]]:
    """Posts that may answer at a sitting, by office."""
    rows = directory.posts_in_use().filter(organisation__kind__in=ANSWERING)
    return [("", "—"), *((row.code, f"{row.organisation.name} · {row.name}") for row in rows)]


def towns() -> list[tuple[str, str]]:
    """Where a question is about: a town, or the county when nobody can say."""
    rows = places.places_within([settings.COUNTY_CODE]).filter(level="town").order_by("code")
    return [
        ("", "—"),
        *((row.code, row.name) for row in rows),
        (settings.COUNTY_CODE, str(_(ANYWHERE))),
    ]


def _series() -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in queries.all_series()]


class SittingForm(forms.Form):
    """Day, hours, topic and run sheet."""

    day = DayField(
        label=_("日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = clock(_("开始"))
    ends = clock(_("结束"))
    topic = forms.CharField(label=_("主题"), required=False, max_length=120)
    run_sheet = long_text(_("流程单（只有工作人员可见）"), rows=8, required=False, max_length=8000)


class PlanForm(forms.Form):
    """A sitting beside the rule 加场."""

    code = forms.ChoiceField(label=_("栏目"), choices=_series)
    day = DayField(label=_("日期"))
    starts = clock(_("开始"))
    ends = clock(_("结束"))
    topic = forms.CharField(label=_("主题"), required=False, max_length=120)


class GuestForm(forms.Form):
    """Which post answers."""

    post = forms.ChoiceField(label=_("岗位"), choices=posts)


class StandInForm(GuestForm):
    """Who answers instead, and why."""

    reason = forms.CharField(label=_("代替的原因"), max_length=200)


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class RecordingForm(forms.Form):
    """Where a broadcast can be heard again."""

    address = forms.CharField(label=_("回放地址"), max_length=300, help_text=_("以 https:// 开头"))


class NoteForm(forms.Form):
    """Who calls in, and what they ask."""

    text = long_text(_("问的是什么"), rows=5)
    name = forms.CharField(label=_("称呼"), required=False, max_length=60)
    phone = PhoneField(label=_("电话"), required=False)
    place = forms.ChoiceField(label=_("事情在哪里"), choices=towns, required=False)
    consent = forms.BooleanField(label=_("来电人同意登记为诉求"), required=False)
    agrees_to_publish = forms.BooleanField(
        label=_("来电人同意公开（隐去个人信息）"), required=False
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput)


class FileForm(forms.Form):
    """A question becomes a request."""

    place = forms.ChoiceField(label=_("事情在哪里"), choices=towns)
    demand = forms.ChoiceField(
        label=_("诉求类型"),
        choices=list(hotline_rules.DEMANDS.items()),
        widget=forms.RadioSelect,
        initial="help",
    )
    consent = forms.BooleanField(label=_("提问的人同意登记为诉求"), required=False)


class AirForm(forms.Form):
    """What was answered on the spot, and by whom."""

    answer = long_text(_("当场怎样答复"), rows=5)
    said_by = forms.CharField(label=_("答复的单位"), required=False, max_length=80)
    outcome = forms.ChoiceField(
        label=_("办理结果"),
        choices=[
            (code, matter_rules.OUTCOMES[code]) for code in ("informed", "resolved", "beyond")
        ],
        widget=forms.RadioSelect,
        initial="informed",
    )


class InstructForm(forms.Form):
    """To which post, and what to do."""

    to = forms.ChoiceField(label=_("交给"), choices=posts)
    words = long_text(_("批示"), rows=4, max_length=2000)


class SeriesForm(forms.Form):
    """A series: name, channel, host, how to call."""

    kind = forms.ChoiceField(label=_("类型"), choices=list(rules.KINDS.items()))
    name = forms.CharField(label=_("名称"), max_length=80)
    channel = forms.CharField(label=_("频率或频道"), required=False, max_length=80)
    host = forms.CharField(label=_("主持"), required=False, max_length=60)
    phone = forms.CharField(label=_("参与电话"), required=False, max_length=30)
    how = forms.CharField(label=_("怎样参与（群众可见）"), required=False, max_length=300)


class TimetableForm(forms.Form):
    """A new version of the rule that names the days."""

    weeks = forms.TypedMultipleChoiceField(
        label=_("每月第几个"),
        choices=[(n, str(n)) for n in rules.WEEKS],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    weekday = forms.TypedChoiceField(
        label=_("星期"), choices=list(rules.WEEKDAYS.items()), coerce=int
    )
    starts = clock(_("开始"))
    ends = clock(_("结束"))
    on_holiday = forms.ChoiceField(
        label=_("遇放假"), choices=list(rules.HOLIDAY_MOVES.items()), widget=forms.RadioSelect
    )
    source = forms.CharField(label=_("依据（群众可见）"), max_length=200)
    from_on = DayField(label=_("从哪天起"))


class AskForm(forms.Form):
    """A question beforehand, by anybody."""

    text = long_text(_("您想问什么"), rows=6)
    place = forms.ChoiceField(label=_("事情在哪里"), choices=towns, required=False)
    name = forms.CharField(
        label=_("称呼"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(label=_("手机号码"), required=False)
    consent = forms.BooleanField(label=_("没有当场答复时，请登记为诉求办理"), required=False)
    agrees_to_publish = forms.BooleanField(
        label=_("答复后可以公开（隐去个人信息，经审核）"), required=False
    )
    once = forms.CharField(required=False, widget=forms.HiddenInput)
