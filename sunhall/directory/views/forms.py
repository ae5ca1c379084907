"""Forms of the directory."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.directory import queries
from sunhall.directory.rules import DUTIES, KINDS, RANKS, role_words
from sunhall.ground.access import permissions
from sunhall.ground.kit.now import LOCAL

_Choices = Callable[[], Iterable[tuple[str, str]]]
# Nobody who writes 23:59 means to be back for the last minute of the day.
_LAST_MINUTE = time(23, 59)


def _staff() -> list[tuple[str, str]]:
    rows = queries.staff_at_work()
    return [("", "—"), *((row.code, f"{row.name} · {row.organisation.name}") for row in rows)]


def _organisations() -> list[tuple[str, str]]:
    rows = queries.organisations_in_use()
    return [("", "—"), *((row.code, f"{'　' * row.code.count('-')}{row.name}") for row in rows)]


def _roles() -> list[tuple[str, str]]:
    return [("", "—"), *((role, role_words(role)) for role in permissions.roles())]


def _choice(label: Any, choices: _Choices, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class _Form(forms.Form):
    """A form that may stand beside another: its ids begin with its own name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **kwargs)


class OrganisationForm(_Form):
    """A new organisation."""

    code = forms.CharField(label=_("机构代码"), max_length=60)
    name = forms.CharField(label=_("机构名称"), max_length=120)
    kind = forms.ChoiceField(label=_("类型"), choices=list(KINDS.items()))
    place = forms.CharField(label=_("区划代码"), required=False, max_length=15)
    credit_code = forms.CharField(label=_("统一社会信用代码"), required=False, max_length=18)
    phone = forms.CharField(label=_("公开电话"), required=False, max_length=20)


class PostForm(_Form):
    """A new post."""

    code = forms.CharField(label=_("岗位代码"), max_length=40)
    name = forms.CharField(label=_("岗位名称"), max_length=80)
    organisation = _choice(_("所在机构"), _organisations)
    place = forms.CharField(label=_("区划代码"), required=False, max_length=15)


class HoldForm(_Form):
    """Who holds a post from when."""

    staff = _choice(_("人员"), _staff)
    rank = forms.ChoiceField(label=_("岗别"), choices=list(RANKS.items()))
    from_on = _day(_("开始日期"), required=False)
    to_on = _day(_("结束日期"), required=False)


class LeavePostForm(_Form):
    """Whose holding ends when."""

    rank = forms.ChoiceField(label=_("岗别"), choices=list(RANKS.items()))
    on = _day(_("最后一天"), required=False)


class HireForm(_Form):
    """A new member of staff."""

    code = forms.CharField(label=_("工号（也是登录用户名）"), max_length=40)
    name = forms.CharField(label=_("姓名"), max_length=40)
    organisation = _choice(_("所在机构"), _organisations)
    phone = forms.CharField(label=_("手机号码"), required=False, max_length=20)


class GrantForm(_Form):
    """A role and its scope."""

    role = _choice(_("角色"), _roles)
    place = forms.CharField(label=_("区划范围（代码）"), required=False, max_length=15)
    organisation = _choice(_("机构范围"), _organisations, required=False)
    from_on = _day(_("开始日期"), required=False)
    to_on = _day(_("结束日期"), required=False)


class ReasonForm(_Form):
    """A reason alone."""

    reason = forms.CharField(label=_("原因"), min_length=2, max_length=200)


class AbsenceForm(_Form):
    """Leave over days, or parts of days."""

    staff = _choice(_("人员"), _staff)
    from_on = _day(_("开始日期"))
    from_time = forms.TimeField(
        label=_("开始时间"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    to_on = _day(_("结束日期"))
    to_time = forms.TimeField(
        label=_("结束时间"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    reason = forms.CharField(label=_("事由"), min_length=2, max_length=200)

    def instants(self) -> tuple[datetime, datetime]:
        """Whole days unless times are given: the last one ends with the midnight that follows."""
        told = self.cleaned_data
        from_at = _at(told["from_on"], told["from_time"] or time.min)
        if told["to_time"] in {None, _LAST_MINUTE}:
            return from_at, _at(told["to_on"] + timedelta(days=1), time.min)
        return from_at, _at(told["to_on"], told["to_time"])


class DutyForm(_Form):
    """One person for one day on a roster."""

    # A leader's phone day is arranged on its own page, which puts him on the roster.
    kind = forms.ChoiceField(
        label=_("班次"), choices=[one for one in DUTIES.items() if one[0] != "phone"]
    )
    day = _day(_("日期"))
    organisation = _choice(_("机构"), _organisations)
    staff = _choice(_("人员"), _staff)


class SwapForm(_Form):
    """Who takes over a duty, and why."""

    staff = _choice(_("改由"), _staff)
    reason = forms.CharField(label=_("换班原因"), min_length=2, max_length=200)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=LOCAL)
