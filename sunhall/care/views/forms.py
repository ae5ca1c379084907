"""Forms of the care hotline."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sunhall.care import queries, rules
from sunhall.directory import queries as directory
from sunhall.ground.web.forms import DayField, PhoneField
from sunhall.places import queries as places


def long_text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def money(label: Any) -> forms.DecimalField:
    """An amount in yuan."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2)


def _towns() -> list[tuple[str, str]]:
    rows = places.places_within([settings.COUNTY_CODE]).filter(level="town").order_by("code")
    known = [(row.code, row.name) for row in rows]
    return [("", "—"), *known, (settings.COUNTY_CODE, str(_("说不清")))]


def _funds() -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in queries.funds()]


def _promises() -> list[tuple[str, str]]:
    rows = queries.promise_lines()
    return [("", "—"), *((r.promise.code, f"{r.office} · {r.promise.text}") for r in rows)]


def _carers() -> list[tuple[str, str]]:
    rows = queries.carers()
    return [("", "—"), *((r.code, f"{r.name} · {r.fields} · {r.available}") for r in rows)]


def _offices() -> list[tuple[str, str]]:
    rows = directory.organisations_in_use()
    return [("", "—"), *((row.code, row.name) for row in rows)]


class CallForm(forms.Form):
    """A call on the care line."""

    text = long_text(_("诉求内容（办理单位可见，请不写病情和收入）"), rows=5)
    need = long_text(_("困难情况（只有关怀热线和承办人员可见）"), rows=3, required=False)
    group = forms.ChoiceField(
        label=_("来电人"), choices=list(rules.GROUPS.items()), widget=forms.RadioSelect
    )
    place = forms.ChoiceField(label=_("在哪个乡镇"), choices=_towns)
    name = forms.CharField(label=_("姓名"), required=False, max_length=60)
    phone = PhoneField(label=_("电话"), required=False)


class MarkForm(forms.Form):
    """A request that came another way is one of the care line."""

    number = forms.CharField(label=_("编号"), max_length=20)
    group = forms.ChoiceField(
        label=_("来电人"), choices=list(rules.GROUPS.items()), widget=forms.RadioSelect
    )
    need = long_text(_("困难情况（只有关怀热线和承办人员可见）"), rows=3, required=False)


class GreenForm(forms.Form):
    """Why the green channel."""

    why = long_text(_("为什么开通绿色通道"), rows=3, max_length=500)


class AidForm(forms.Form):
    """How much from which fund, and for what."""

    fund = forms.ChoiceField(label=_("资金"), choices=_funds)
    amount = money(_("金额（元）"))
    purpose = long_text(_("用途"), rows=3, max_length=1000)


class VoteForm(forms.Form):
    """Yes or no, and why not."""

    yes = forms.TypedChoiceField(
        label=_("评议意见"),
        choices=[("1", _("同意")), ("0", _("不同意"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    words = long_text(_("理由（不同意时必填）"), rows=3, required=False, max_length=500)


class IncomeForm(forms.Form):
    """Money that comes in, and from where."""

    kind = forms.ChoiceField(
        label=_("类型"), choices=[(code, rules.ENTRIES[code]) for code in rules.INCOME]
    )
    amount = money(_("金额（元）"))
    words = forms.CharField(label=_("资金来源"), max_length=200)


class FundForm(forms.Form):
    """A new fund."""

    code = forms.SlugField(label=_("代码"), max_length=40)
    name = forms.CharField(label=_("资金名称"), max_length=80)


class CommitteeForm(forms.Form):
    """How the fund is decided on."""

    quorum = forms.IntegerField(label=_("至少几人评议"), min_value=1, max_value=99)
    most = money(_("单笔上限（元）"))
    source = forms.CharField(label=_("依据"), max_length=200)
    from_on = DayField(label=_("从哪天起"))


class PromiseForm(forms.Form):
    """A measure a department promises."""

    code = forms.SlugField(label=_("代码"), max_length=40)
    organisation = forms.ChoiceField(label=_("承诺部门"), choices=_offices)
    text = forms.CharField(label=_("承诺内容"), max_length=300)
    conditions = forms.CharField(label=_("条件"), max_length=300)
    basis = forms.CharField(label=_("依据"), max_length=200)
    from_on = DayField(label=_("从哪天起"))
    to_on = DayField(label=_("到哪天止"), required=False)


class ClaimForm(forms.Form):
    """Which promise."""

    code = forms.ChoiceField(label=_("部门承诺"), choices=_promises)


class EvidenceForm(forms.Form):
    """What the department did."""

    evidence = long_text(_("做了什么，凭证在哪里"), rows=4, max_length=2000)


class JudgeForm(forms.Form):
    """The person's word."""

    kept = forms.TypedChoiceField(
        label=_("本人表示"),
        choices=[("1", _("已兑现")), ("0", _("没有兑现"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    words = long_text(_("本人怎么说"), rows=3, max_length=1000)


class CarerForm(forms.Form):
    """A volunteer."""

    code = forms.SlugField(label=_("代码"), max_length=40)
    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = PhoneField(label=_("电话"), required=False)
    fields_ = forms.CharField(label=_("能帮什么"), max_length=120)
    available = forms.CharField(label=_("什么时候有空"), required=False, max_length=120)


class MatchForm(forms.Form):
    """Which volunteer."""

    code = forms.ChoiceField(label=_("义工"), choices=_carers)


class VisitForm(forms.Form):
    """When, and what was done."""

    on = DayField(label=_("走访日期"))
    words = long_text(_("做了什么"), rows=4, max_length=2000)
