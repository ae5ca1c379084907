"""Forms of the calendar and limit pages: they read tolerantly and say what to mend."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sunhall.clocks import queries
from sunhall.clocks.rules import week
from sunhall.clocks.rules.grounds import Ground, check_ground
from sunhall.clocks.rules.hours import Interval, Week
from sunhall.clocks.rules.scope import scope_of
from sunhall.clocks.rules.table import CODE, LimitRow, check_row
from sunhall.ground.kit.now import today
from sunhall.ground.web.forms import taken

WEEKDAYS = {
    "monday": _("周一"),
    "tuesday": _("周二"),
    "wednesday": _("周三"),
    "thursday": _("周四"),
    "friday": _("周五"),
    "saturday": _("周六"),
    "sunday": _("周日"),
}


UNITS = {
    "WD": _("工作日"),
    "CD": _("自然日"),
    "CDR": _("自然日，最后一天遇休息日顺延"),
    "H": _("小时"),
    "WH": _("工作小时"),
    "M": _("月"),
    "Y": _("年"),
}
KINDS = {"legal": _("法定"), "promised": _("承诺"), "step": _("环节")}


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


def code_input(**kwargs: Any) -> forms.RegexField:
    """A code of our own."""
    wrong = {"invalid": _("请用大写字母开头，只用大写字母、数字和下划线")}
    return forms.RegexField(rf"^{CODE}$", label=_("代码"), error_messages=wrong, **kwargs)


class RejectForm(forms.Form):
    """Why what was entered goes back."""

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
        read: list[tuple[Interval, ...]] = []
        for name in WEEKDAYS:
            taken(self, partial(self._read_day, name, read))
        if not self.errors and taken(self, lambda: week.checked(tuple(read))):
            self.week = tuple(read)
        begins, ends = given.get("from_on"), given.get("to_on")
        if begins and ends and ends < begins:
            self.add_error("to_on", _("截止日期须不早于起始日期，请核对"))
        return given

    def _read_day(self, name: str, read: list[tuple[Interval, ...]]) -> None:
        read.append(week.read_day(self.cleaned_data.get(name, ""), field=name))


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
            taken(self, lambda: check_row(self.row))
            _must_follow(self, self.before.from_on, given["from_on"])
        return given


class NewLimitForm(forms.Form):
    """A limit of our own."""

    code = code_input(help_text=_("大写字母、数字和下划线，批准后不能改，如 LOCAL_REPLY"))
    name = forms.CharField(label=_("名称"), max_length=80, help_text=_("如“低保申请审核”"))
    trigger = forms.CharField(label=_("起算"), max_length=120, help_text=_("如“受理”"))
    n = forms.IntegerField(label=_("期限"), min_value=0)
    unit = forms.ChoiceField(label=_("单位"), choices=UNITS)
    kind = forms.ChoiceField(label=_("性质"), choices=KINDS, initial="promised")
    extension = forms.IntegerField(label=_("可以延长"), min_value=0, initial=0)
    extension_by = forms.CharField(label=_("由谁批准延长"), required=False, max_length=120)
    on_expiry = forms.CharField(label=_("到期"), required=False, max_length=120)
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("写到条，如“某办法第八条”")
    )
    source = forms.CharField(label=_("来源"), max_length=300)
    note = forms.CharField(label=_("说明"), required=False, max_length=300)
    from_on = day_input(label=_("自哪天起"))
    why = forms.CharField(label=_("新增的原因或文号"), max_length=200)
    row: LimitRow

    def clean(self) -> dict[str, Any]:
        """Hold the line to the rules of the table."""
        given = super().clean() or {}
        if not self.errors:
            beside = ("from_on", "why")
            facts = {name: value for name, value in given.items() if name not in beside}
            self.row = LimitRow(**facts)
            taken(self, lambda: check_row(self.row))
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
            taken(self, lambda: check_ground(self.ground))
            _must_follow(self, self.before.from_on, given["from_on"])
        return given


class NewGroundForm(GroundFields):
    """A ground of our own."""

    field_order = ("code", "words", "article")
    code = code_input(help_text=_("大写字母、数字和下划线，保存后不能改，如 LOCAL_FLOOD"))

    def clean(self) -> dict[str, Any]:
        """Hold the line to the rules of the table; a code stands once."""
        given = super().clean() or {}
        if not self.errors:
            self.ground = self.made(given["code"])
            taken(self, lambda: check_ground(self.ground))
            if any(ground.code == self.ground.code for ground in queries.grounds_today()):
                self.add_error("code", _("这个代码已经有了，请打开原来的事由修改"))
        return given


GROUND = ("words", "article", "stops", "paper", "source", "note")
SET = ("n", "extension", "extension_by", "basis", "source")


def _must_follow(form: forms.Form, newest: date | None, from_on: date) -> None:
    if newest is not None and from_on <= newest:
        text = _("生效日期须晚于上一版的生效日期 %(day)s") % {"day": newest}
        form.add_error("from_on", text)
