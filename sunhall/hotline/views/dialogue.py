"""Doors of the compulsory dialogue 群众约谈: owed, planned, held, and its papers (H6; 000#1)."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page, part
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.acting import Act, ActForm
from sunhall.hotline.views.handler_forms import long_text, radios
from sunhall.matters import rules as matter_rules


class LocalMoment(forms.DateTimeField):
    """A moment on the county's clock, typed or picked."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M")

    def to_python(self, value: Any) -> datetime | None:
        """Read what was typed as local time."""
        found = super().to_python(value)
        return found.replace(tzinfo=LOCAL) if found else None


class PlanForm(ActForm):
    """Arrange a dialogue 安排约谈: when, where, with whom."""

    planned_at = LocalMoment(label=_("约谈时间"))
    way = radios(_("约谈方式"), rules.DIALOGUE_WAYS)
    room = forms.ChoiceField(label=_("约谈室"), required=False)
    place = forms.CharField(label=_("地点（不在约谈室时）"), required=False, max_length=200)
    wants_lawyer = forms.BooleanField(label=_("请法律志愿者参加"), required=False)
    volunteer = forms.ChoiceField(label=_("法律志愿者"), required=False)

    def fit(self) -> None:
        """Offer rooms and volunteers, and begin with what the person wished."""
        rooms = [(room.code, room.name) for room in queries.dialogue_rooms()]
        lawyers = [(one.code, f"{one.name} {one.field}") for one in queries.legal_volunteers()]
        self.fields["room"].choices = [("", _("请选择")), *rooms]  # type: ignore[attr-defined]
        self.fields["volunteer"].choices = [("", _("请选择")), *lawyers]  # type: ignore[attr-defined]
        owed = queries.dialogue_owed(self.found.matter.number)
        if owed is not None:
            self.initial.setdefault("way", owed.way)
            self.initial.setdefault("wants_lawyer", owed.wants_lawyer)
            self.initial.setdefault("place", owed.place)


class HoldForm(ActForm):
    """Record a dialogue 约谈记录: minutes, what was explained, how the person sees it."""

    way = radios(_("约谈方式"), rules.DIALOGUE_WAYS)
    held_at = LocalMoment(label=_("约谈时间"), required=False)
    attendees = forms.CharField(label=_("参加人员"), required=False, max_length=200)
    minutes = long_text(_("约谈纪要"), rows=5)
    explained = long_text(_("向诉求人解释了什么、依据是什么（诉求人可见）"), rows=4)
    result = radios(_("诉求人态度"), rules.DIALOGUE_RESULTS)
    outcome = radios(
        _("办理结果"),
        {code: words for code, words in matter_rules.OUTCOMES.items() if code != "recorded"},
    )

    def fit(self) -> None:
        """Begin with what was planned and what was answered."""
        owed = queries.dialogue_owed(self.found.matter.number)
        if owed is not None:
            self.initial.setdefault("way", owed.way)
        self.initial.setdefault("outcome", self.found.matter.outcome)


class OverturnForm(ActForm):
    """Accept after all 改为受理: why, in words the person reads."""

    words = long_text(_("复核意见（诉求人可见）"), rows=4)


PLAN = Act(
    "plan_dialogue",
    "dialogue-plan",
    _("安排约谈"),
    _("保存安排"),
    PlanForm,
    lambda number, data, by: actions.plan_dialogue(number, **data, by=by),
    said=_("已安排约谈"),
    hint=_("请先与诉求人商定时间地点；可以打印约谈通知书。"),
    fields="hotline/workbench/_fields_plan.html",
)
HOLD = Act(
    "hold_dialogue",
    "dialogue-hold",
    _("记录约谈"),
    _("保存约谈记录"),
    HoldForm,
    lambda number, data, by: actions.hold_dialogue(number, **data, by=by),
    said=_("已记录约谈，等待回访"),
    fields="hotline/workbench/_fields_hold.html",
)
OVERTURN = Act(
    "overturn",
    "request-overturn",
    _("改为受理"),
    _("改为受理"),
    OverturnForm,
    lambda number, data, by: actions.overturn_refusal(number, **data, by=by),
    said=_("已改为受理，回到待处置"),
    hint=_("原来的不予受理不再有效；答复期限从收到诉求那天起继续计算。"),
)
ACTS = (PLAN, HOLD, OVERTURN)


@staff("workbench.enter")
@require_GET
def dialogues(request: Request) -> HttpResponse:
    """Dialogues owed, planned and held, by their due moment."""
    state = request.GET.get("state", "owed")
    state = state if state in queries.STATES else "owed"
    rows = {code: queries.dialogues_for(request.actor, code) for code in queries.STATES}
    tabs = [
        {
            "text": words,
            "url": f"?state={code}",
            "count": rows[code].count(),
            "current": code == state,
        }
        for code, words in queries.STATES.items()
    ]
    lines, after = queries.dialogue_page(request.actor, state, after=request.GET.get("after", ""))
    return part(
        request,
        "hotline/workbench/dialogues.html#list",
        state=state,
        tabs=tabs,
        rows=lines,
        after=after,
    )


@staff("workbench.enter")
@require_GET
def notice(request: Request, number: str, pk: int) -> HttpResponse:
    """Print 约谈通知书 on A4."""
    return _paper(request, number, pk, "hotline/workbench/dialogue_notice.html")


@staff("workbench.enter")
@require_GET
def minutes(request: Request, number: str, pk: int) -> HttpResponse:
    """Print 约谈纪要 on A4."""
    return _paper(request, number, pk, "hotline/workbench/dialogue_minutes.html")


def _paper(request: Request, number: str, pk: int, template: str) -> HttpResponse:
    dialogue = queries.dialogue_for(request.actor, number, pk)
    found = queries.request_for(request.actor, number)
    case = queries.case_for(request.actor, found)
    office = queries.post_words(found.matter.owner)
    return page(
        request,
        template,
        found=found,
        dialogue=dialogue,
        case=case,
        office=office,
        printed_at=now(),
    )
