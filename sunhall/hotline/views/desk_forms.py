"""Forms of the desk: register a call, dispatch, dispose (H2, H3; ux B3)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.ground.web.forms import PhoneField
from sunhall.hotline import queries, rules
from sunhall.hotline.views.acting import ActForm
from sunhall.hotline.views.handler_forms import long_text, radios
from sunhall.matters import rules as matter_rules

CHANNELS = ("phone", "walk_in", "letter", "mailbox", "programme", "agent")


class CallForm(forms.Form):
    """The number that calls, typed or handed over by the telephone system."""

    caller = PhoneField(label=_("来电号码"))
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)


class RegisterForm(forms.Form):
    """A request registered during a call: one page, in the order people speak."""

    text = long_text(_("诉求内容"), rows=6)
    place = forms.CharField(label=_("地点"))
    place_search = forms.CharField(required=False, label=_("查找地点"))
    class_code = forms.CharField(label=_("分类"), required=False)
    class_search = forms.CharField(required=False, label=_("查找分类"))
    to = forms.CharField(label=_("承办岗位"), required=False)
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    address = forms.CharField(label=_("详细地址"), required=False, max_length=200)
    name = forms.CharField(label=_("姓名"), required=False, max_length=60)
    phone = PhoneField(label=_("电话"), required=False)
    demand = radios(_("诉求类型"), rules.DEMANDS, initial="help")
    channel = forms.ChoiceField(
        label=_("来源"), choices=[(code, rules.CHANNELS[code]) for code in CHANNELS]
    )
    is_urgent = forms.BooleanField(label=_("紧急"), required=False)
    is_confidential = forms.BooleanField(label=_("要求保密"), required=False)
    answer = long_text(_("给诉求人的答复"), rows=4, required=False)
    cites = forms.CharField(required=False, widget=forms.HiddenInput)
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    once = forms.CharField(required=False, widget=forms.HiddenInput)
    call = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    merge_into = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A class without a post takes the post of the catalogue's line; a person saw it."""
        data: dict[str, Any] = super().clean() or {}
        if "assign" in self.data:
            self._complete(data)
        else:
            data["to"] = ""
        if "answer_now" not in self.data:
            data["answer"] = ""
        elif not data.get("answer"):
            self.add_error("answer", _("请写明给诉求人的答复，再登记并当场答复"))
        return data

    def _complete(self, data: dict[str, Any]) -> None:
        if not data.get("class_code"):
            self.add_error("class_code", _("请选择分类，再转办"))
            return
        line = queries.dispatch_for(data["class_code"], data.get("place", ""))
        data["to"] = data.get("to") or (line.post if line else "")
        if not data["to"]:
            self.add_error("to", _("派单目录没有对应的岗位，请选择承办岗位"))


class DispatchForm(ActForm):
    """Classify and assign 转办 in one stroke."""

    class_code = forms.CharField(label=_("分类"))
    class_search = forms.CharField(required=False, label=_("查找分类"))
    to = forms.CharField(label=_("承办岗位"))
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    reason = forms.CharField(label=_("交办意见"), required=False, max_length=300)

    def fit(self) -> None:
        """Begin with the class the request has, and the post the catalogue names."""
        matter = self.found.matter
        self.initial.setdefault("class_code", matter.class_code)
        line = queries.dispatch_for(str(self["class_code"].value() or ""), matter.place)
        # Whoever returned it has said whose it is; the catalogue has just been wrong.
        post = queries.suggested_on_return(matter) or (line.post if line else "")
        if post:
            self.initial.setdefault("to", post)


class ObjectionForm(ActForm):
    """Decide on an objection 裁定派单异议: nothing is chosen beforehand."""

    decision = radios(_("裁定"), {"uphold": _("同意，改派"), "reject": _("驳回，仍由其承办")})
    to = forms.CharField(label=_("改派岗位"), required=False)
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    words = long_text(_("裁定理由"), rows=3, min_length=4)

    def fit(self) -> None:
        """Begin with the post that whoever objects has named."""
        post = queries.suggested_on_return(self.found.matter)
        if post:
            self.initial.setdefault("to", post)

    def clean(self) -> dict[str, Any]:
        """Who gets it is asked only where it goes to somebody else."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("decision") == "uphold" and not data.get("to"):
            self.add_error("to", _("请选择改派给哪个岗位"))
        return data


class ClassForm(ActForm):
    """Change the class 改分类."""

    class_code = forms.CharField(label=_("分类"))
    class_search = forms.CharField(required=False, label=_("查找分类"))


class CallNoteForm(ActForm):
    """What a caller adds to an open request, or that they urge it."""

    what = radios(_("来电内容"), {"add": _("补充情况"), "urge": _("催办")}, initial="add")
    text = long_text(_("来电人怎么说"), rows=3, required=False)


# Way → the fields it asks; the seven ways besides 转办, refusing and merging (H3, H13).
WAYS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "direct": (_("直接答复"), ("text", "cites", "outcome")),
    "three_way": (_("三方通话"), ("third_party", "text", "cites", "outcome")),
    "keep": (_("留存备查"), ("words",)),
    "read": (_("转阅"), ("to", "to_search", "words")),
    "leader": (_("呈报领导"), ("words",)),
    "inspect": (_("转纪检监察"), ("words",)),
    "refuse": (_("不予受理"), ("ground", "words")),
    "merge": (_("并单"), ("into",)),
}


class DisposeForm(ActForm):
    """One of the ways to dispose of a request; only its own fields are asked."""

    way = forms.CharField(widget=forms.HiddenInput)
    third_party = forms.CharField(label=_("接听的单位和人员"), max_length=80)
    text = long_text(_("给诉求人的答复"), rows=4)
    cites = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = radios(
        _("办理结果"),
        {code: matter_rules.OUTCOMES[code] for code in ("informed", "resolved", "beyond")},
        initial="informed",
    )
    to = forms.CharField(label=_("转阅岗位"))
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    ground = radios(
        _("不予受理的理由"), [(code, words) for code, (words, _out) in rules.REFUSALS.items()]
    )
    words = long_text(_("说明"), rows=3, required=False)
    into = forms.CharField(label=_("并入哪一件（编号）"), max_length=20)

    def fit(self) -> None:
        """Keep the fields of the chosen way."""
        asked = self.data.get("way") or self.initial.get("way", "")
        way = asked if asked in WAYS else "direct"
        self.initial["way"] = way
        for name in list(self.fields):
            if name not in ("version", "way", *WAYS[way][1]):
                del self.fields[name]
