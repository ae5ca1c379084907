"""Forms of the handler: return, note, contact, clocks, answer (H5; ux B4)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunhall.clocks import queries as clocks
from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.words import word
from sunhall.hotline import queries, rules
from sunhall.hotline.views.acting import ActForm
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules

MOST_POSTS = 8


def long_text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def radios(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """A choice among a few, all in sight, none chosen beforehand."""
    pairs = list(choices.items()) if isinstance(choices, dict) else list(choices)
    return forms.ChoiceField(label=label, choices=pairs, widget=forms.RadioSelect, **more)


def posts_found(text: str, *, besides: str = "") -> list[tuple[str, str]]:
    """Posts by name, organisation or code: what a search for a post offers."""
    asked = text.strip().lower()
    found = [
        (post.code, f"{post.organisation.name} · {post.name}")
        for post in directory.posts_in_use()
        if asked in f"{post.organisation.name}{post.name}{post.code}".lower()
        and post.code != besides
    ]
    return found[:MOST_POSTS]


class ReturnForm(ActForm):
    """Return 退回: reason code and suggested unit are compulsory (ux B4)."""

    reason_code = radios(_("退回理由"), rules.RETURN_REASONS)
    suggested = forms.CharField(label=_("建议承办岗位"))
    suggested_search = forms.CharField(required=False, label=_("查找岗位"))
    reason = long_text(_("依据或说明"), rows=3, min_length=4)

    def fit(self) -> None:
        """Name the catalogue's line as the first suggestion, unless it is we ourselves."""
        line = queries.dispatch_for(self.found.matter.class_code, self.found.matter.place)
        here = self.found.matter.offered_to or self.found.matter.owner
        if line and line.post != here:
            self.initial.setdefault("suggested", line.post)


class NoteForm(ActForm):
    """A record of work 办理记录."""

    text = long_text(_("办理情况"))
    shown_to_person = forms.BooleanField(label=_("诉求人可见"), required=False)


class ContactForm(ActForm):
    """An attempt to reach the person 联系记录: fifteen seconds (ux B4)."""

    way = radios(_("联系方式"), matter_rules.CONTACT_WAYS)
    result = radios(_("联系结果"), matter_rules.CONTACT_RESULTS)
    words = forms.CharField(label=_("说了什么"), required=False, max_length=500)


class PauseForm(ActForm):
    """Pause 暂停计时 on a ground in law, with a paper."""

    ground = radios(_("暂停事由"), [])
    paper = forms.CharField(
        label=_("文书编号"),
        max_length=120,
        help_text=_("所选事由依法须有的文书，如书面告知书；诉求人凭编号核对"),
    )

    def fit(self) -> None:
        """Offer the grounds in law that stop the clocks of this request, each with its article."""
        limits = matters.limits_running(self.found.matter)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{word(one.words)}{_('（')}{word(one.article)}{_('）')}")
            for one in clocks.pause_grounds(limits, today())
        ]


class ExtensionForm(ActForm):
    """Ask for time 申请延期."""

    n = forms.IntegerField(label=_("延长天数"), min_value=1, max_value=60)
    reason = long_text(_("延期理由"), rows=3, min_length=4)


class DecisionForm(ActForm):
    """Decide on more time 审批延期."""

    granted = radios(_("审批意见"), {"yes": _("同意延期"), "no": _("不同意")})
    reason = forms.CharField(label=_("理由"), required=False, max_length=300)


class AnswerForm(ActForm):
    """Answer 答复: what the person will read; the outcome is a field of its own (H5)."""

    cause = long_text(_("问题根源"), rows=2, required=False)
    basis = long_text(_("法律法规或政策依据"), rows=2, required=False)
    plan = long_text(_("化解方案"), rows=2, required=False)
    third = radios(_("第三步：怎样办的"), matter_rules.THIRD_STEPS, required=False)
    text = long_text(_("给诉求人的答复"), rows=7)
    cites = forms.CharField(required=False, widget=forms.HiddenInput)
    outcome = radios(
        _("办理结果"),
        {code: words for code, words in matter_rules.OUTCOMES.items() if code != "recorded"},
    )

    def fit(self) -> None:
        """Ask the three steps 三步工作法 only where the class needs them."""
        needed = queries.facts(self.found.matter).needs_three_steps
        for name in ("cause", "basis", "plan", "third"):
            if needed:
                self.fields[name].required = True
            else:
                del self.fields[name]


class RevealForm(forms.Form):
    """Look at one masked fact 查看原文, with a reason."""

    field = radios(_("查看"), {"phone": _("电话"), "name": _("姓名"), "address": _("住址")})
    reason = forms.ChoiceField(
        label=_("查看原因"), choices=[(words, words) for words in rules.REVEAL_REASONS]
    )


class InstructForm(ActForm):
    """Instruct 批示: a leader hands a submitted request on (H3)."""

    to = forms.CharField(label=_("交办岗位"))
    to_search = forms.CharField(required=False, label=_("查找岗位"))
    words = long_text(_("批示内容"), rows=3)
    due_on = DayField(
        label=_("回报日期"), required=False, help_text=_("最迟哪天回报；不填则随答复期限")
    )
