"""Forms of the calendar and limit pages: they read tolerantly and say what to mend."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sunhall.clocks import queries
from sunhall.clocks.rules import week
from sunhall.clocks.rules.grounds import Ground, check_ground
from sunhall.clocks.rules.hours import Interval, Week
from sunhall.clocks.rules.notice_text import NoticeUnclear, parse_notice
from sunhall.clocks.rules.notices import Notice
from sunhall.clocks.rules.scope import scope_of
from sunhall.clocks.rules.table import LimitRow, check_row
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import Refused

T = TypeVar("T")

WEEKDAYS = {
    "monday": _("周一"),
    "tuesday": _("周二"),
    "wednesday": _("周三"),
    "thursday": _("周四"),
    "friday": _("周五"),
    "saturday": _("周六"),
    "sunday": _("周日"),
}


def day_input(**kwargs: Any) -> forms.DateField:
    """A date near today, picked or typed."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class PlaceField(forms.CharField):
    """A division code, full or short, as the scope that days and hours hold in."""

    def clean(self, value: Any) -> str:
        return scope_of(super().clean(value))


def place_input(**kwargs: Any) -> PlaceField:
    """A division code; empty means the whole county."""
    digits = RegexValidator(r"^[0-9]*$", _("区划代码只有数字，请核对"))
    return PlaceField(
        label=_("适用区划代码"), required=False, max_length=15, validators=[digits], **kwargs
    )


class NoticeForm(forms.Form):
    """A State Council notice as pasted text."""

    text = forms.CharField(
        label=_("通知全文"),
        widget=forms.Textarea,
        help_text=_("从标题“关于……年部分节假日安排的通知”开始粘贴"),
    )
    number = forms.CharField(
        label=_("文号"),
        required=False,
        max_length=80,
        help_text=_("正文里没有文号时填写，如“国办发明电〔2025〕7号”"),
    )
    amends_only = forms.BooleanField(
        label=_("这份通知只调整个别节日"),
        required=False,
        help_text=_("不勾选时，须读到全部七个节日"),
    )
    notice: Notice | None = None

    def clean(self) -> dict[str, Any]:
        """Read the notice; every doubt is shown beside the text."""
        given = super().clean() or {}
        text = given.get("text", "")
        if not text:
            return given
        try:
            self.notice = parse_notice(
                text, whole_year=self.whole_year, number=given.get("number", "").strip()
            )
        except NoticeUnclear as unclear:
            for doubt in unclear.doubts:
                self.add_error("text", doubt)
        if self.notice is not None and not self.notice.number:
            self.add_error("number", _("请填写通知的文号，如“国办发明电〔2026〕1号”"))
        return given

    @property
    def whole_year(self) -> bool:
        """Whether the notice arranges a whole year."""
        return not self.cleaned_data.get("amends_only", False)


class RejectForm(forms.Form):
    """Why a notice goes back."""

    reason = forms.CharField(label=_("退回的原因"), max_length=200)


class OverrideForm(forms.Form):
    """A local day off or a local working day."""

    on = day_input(label=_("日期"))
    is_workday = forms.TypedChoiceField(
        label=_("这一天"),
        choices=[("no", _("停止办公")), ("yes", _("照常上班"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    place = place_input(help_text=_("留空表示全县；填镇或村的代码，只在该地及以下生效"))
    reason = forms.CharField(label=_("原因"), max_length=80, help_text=_("如“防汛停工”"))
    source = forms.CharField(label=_("依据的文件及文号"), max_length=200)


class WithdrawForm(forms.Form):
    """Take a local day back."""

    on = day_input(label=_("日期"))
    place = place_input()
    reason = forms.CharField(label=_("撤销的原因"), max_length=80)


class HoursForm(forms.Form):
    """Office hours of a week, each day as `08:30-12:00 14:30-17:30`."""

    monday = forms.CharField(label=WEEKDAYS["monday"], required=False)
    tuesday = forms.CharField(label=WEEKDAYS["tuesday"], required=False)
    wednesday = forms.CharField(label=WEEKDAYS["wednesday"], required=False)
    thursday = forms.CharField(label=WEEKDAYS["thursday"], required=False)
    friday = forms.CharField(label=WEEKDAYS["friday"], required=False)
    saturday = forms.CharField(label=WEEKDAYS["saturday"], required=False)
    sunday = forms.CharField(label=WEEKDAYS["sunday"], required=False)
    from_on = day_input(label=_("自哪天起"))
    to_on = day_input(
        label=_("到哪天止"), required=False, help_text=_("夏季作息等有期限的填写，常年的留空")
    )
    place = place_input(help_text=_("留空表示全县"))
    source = forms.CharField(label=_("依据的文件"), max_length=200)
    week: Week = ()

    def clean(self) -> dict[str, Any]:
        """Read the seven days."""
        given = super().clean() or {}
        days = [_told(self, name, partial(self._day, name)) for name in WEEKDAYS]
        read = tuple(day or () for day in days)
        if not self.errors:
            _told(self, None, lambda: week.checked(read))
            self.week = read
        begins, ends = given.get("from_on"), given.get("to_on")
        if begins and ends and ends < begins:
            self.add_error("to_on", _("截止日期须不早于起始日期，请核对"))
        return given

    def _day(self, name: str) -> tuple[Interval, ...]:
        return week.read_day(self.cleaned_data.get(name, ""), field=name)


class LimitForm(forms.Form):
    """A limit set anew from a day on."""

    n = forms.IntegerField(label=_("期限"), min_value=0)
    extension = forms.IntegerField(label=_("可以延长"), min_value=0)
    extension_by = forms.CharField(label=_("由谁批准延长"), required=False, max_length=120)
    basis = forms.CharField(label=_("依据"), max_length=200)
    source = forms.CharField(label=_("来源"), max_length=300)
    from_on = day_input(label=_("自哪天起"))
    why = forms.CharField(label=_("修改的原因或文号"), max_length=200)

    def __init__(self, row: LimitRow, data: Any = None) -> None:
        facts = {name: getattr(row, name) for name in SET}
        super().__init__(data, initial=facts)
        self.before = row
        self.row = row

    def clean(self) -> dict[str, Any]:
        """Hold the new line to the rules of the table."""
        given = super().clean() or {}
        if not self.errors:
            self.row = replace(self.before, **{name: given[name] for name in SET}, to_on=None)
            _told(self, None, lambda: check_row(self.row))
            _must_follow(self, self.before.from_on, given["from_on"])
        return given


class LampForm(forms.Form):
    """When a limit is near, from a day on."""

    share = forms.IntegerField(label=_("剩余百分之几时"), min_value=0, max_value=100)
    workdays = forms.IntegerField(
        label=_("或剩余几个工作日时"), min_value=0, max_value=60, help_text=_("两个条件先到者为准")
    )
    from_on = day_input(label=_("自哪天起"), help_text=_("这一天及以后起算的期限按新标准"))
    source = forms.CharField(label=_("依据的文件及文号"), max_length=200)
    why = forms.CharField(label=_("修改的原因"), max_length=200)

    def clean_from_on(self) -> date:
        """Begin tomorrow at the soonest: what has begun keeps its measure."""
        from_on: date = self.cleaned_data["from_on"]
        if from_on <= today():
            raise ValidationError(_("请填写今天以后的日期：已经起算的期限不改标准"))
        return from_on


class GroundFields(forms.Form):
    """What a ground of a pause is made of."""

    words = forms.CharField(label=_("暂停事由"), max_length=40, help_text=_("如“鉴定”"))
    article = forms.CharField(
        label=_("法律依据（写到条）"), max_length=200, help_text=_("如“行政许可法第四十五条”")
    )
    stops = forms.CharField(
        label=_("适用的时限"),
        max_length=200,
        help_text=_("时限代码或代码的开头，用空格隔开，如 HL_ XK_DECIDE"),
    )
    paper = forms.CharField(label=_("须有的文书"), max_length=120)
    source = forms.CharField(label=_("来源"), max_length=300)
    note = forms.CharField(label=_("说明"), required=False, max_length=300)
    from_on = day_input(label=_("自哪天起"))
    to_on = day_input(label=_("到哪天止"), required=False, help_text=_("长期有效的留空"))
    why = forms.CharField(label=_("修改的原因或文号"), max_length=200)
    ground: Ground

    def made(self, code: str) -> Ground:
        """The ground as entered."""
        given = self.cleaned_data
        facts = {name: given[name] for name in GROUND if name != "stops"}
        stops = tuple(given["stops"].split())
        return Ground(code, stops=stops, from_on=given["from_on"], to_on=given["to_on"], **facts)


class GroundForm(GroundFields):
    """A ground set anew from a day on."""

    def __init__(self, before: Ground, data: Any = None) -> None:
        facts = {name: getattr(before, name) for name in GROUND}
        super().__init__(data, initial={**facts, "stops": " ".join(before.stops)})
        self.before = before

    def clean(self) -> dict[str, Any]:
        """Hold the new line to the rules of the table."""
        given = super().clean() or {}
        if not self.errors:
            self.ground = self.made(self.before.code)
            _told(self, None, lambda: check_ground(self.ground))
            _must_follow(self, self.before.from_on, given["from_on"])
        return given


class NewGroundForm(GroundFields):
    """A ground of our own."""

    field_order = ("code", "words", "article")
    code = forms.RegexField(
        r"^[A-Z][A-Z0-9_]{2,39}$",
        label=_("代码"),
        help_text=_("大写字母、数字和下划线，保存后不能改，如 LOCAL_FLOOD"),
        error_messages={"invalid": _("请用大写字母开头，只用大写字母、数字和下划线")},
    )

    def clean(self) -> dict[str, Any]:
        """Hold the line to the rules of the table; a code stands once."""
        given = super().clean() or {}
        if not self.errors:
            self.ground = self.made(given["code"])
            _told(self, None, lambda: check_ground(self.ground))
            if any(ground.code == self.ground.code for ground in queries.grounds_today()):
                self.add_error("code", _("这个代码已经有了，请打开原来的事由修改"))
        return given


GROUND = ("words", "article", "stops", "paper", "source", "note")
SET = ("n", "extension", "extension_by", "basis", "source")


def _must_follow(form: forms.Form, newest: date | None, from_on: date) -> None:
    if newest is not None and from_on <= newest:
        text = _("生效日期须晚于上一版的生效日期 %(day)s") % {"day": newest}
        form.add_error("from_on", text)


def _told(form: forms.Form, name: str | None, ask: Callable[[], T]) -> T | None:
    """Ask a rule; put its refusal beside the field it names."""
    try:
        return ask()
    except Refused as refused:
        field = refused.field if refused.field in form.fields else name
        form.add_error(field, ValidationError(refused.verdict.reason))
        return None
