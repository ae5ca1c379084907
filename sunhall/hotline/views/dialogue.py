"""Doors of the compulsory dialogue 群众约谈: owed, planned, held, and its papers (H6; 000#1)."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.directory import queries as directory
from sunhall.ground.kit import ics
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page, part
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.rules.rooms import LENGTHS, REPLIES, USUAL_LENGTH
from sunhall.hotline.rules.volunteers import MOST_MINUTES, fields_words
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
    minutes = forms.TypedChoiceField(
        label=_("预计时长"),
        coerce=int,
        choices=list(LENGTHS.items()),
        initial=USUAL_LENGTH,
        required=False,
    )
    host = forms.ChoiceField(label=_("主持人"), required=False)
    companions = forms.MultipleChoiceField(
        label=_("同行人员"), required=False, widget=forms.CheckboxSelectMultiple
    )
    transport = forms.CharField(label=_("交通安排"), required=False, max_length=200)
    reason = forms.CharField(label=_("改期原因（诉求人可见）"), required=False, max_length=200)

    def fit(self) -> None:
        """Offer rooms, colleagues and volunteers, and begin with what the person wished."""
        self._offer_colleagues()
        rooms = [(room.code, room.name) for room in queries.dialogue_rooms()]
        tied = queries.tied_to(self.found.matter)
        lawyers = [
            (one.code, " ".join((one.name, *fields_words(one.fields), one.field)).strip())
            for one in queries.legal_volunteers()
            if one.code not in tied
        ]
        if tied:
            self.fields["volunteer"].help_text = _("与此件有利害关系的志愿者应当回避，没有列出")
        self.fields["room"].choices = [("", _("请选择")), *rooms]  # type: ignore[attr-defined]
        self.fields["volunteer"].choices = [("", _("请选择")), *lawyers]  # type: ignore[attr-defined]
        owed = queries.dialogue_owed(self.found.matter.number)
        if owed is not None:
            self.initial.setdefault("way", owed.way)
            self.initial.setdefault("wants_lawyer", owed.wants_lawyer)
            self.initial.setdefault("place", owed.place)
            self._begin_with(owed)

    def clean_minutes(self) -> int:
        """What was not chosen is the usual length."""
        return self.cleaned_data["minutes"] or USUAL_LENGTH

    def _offer_colleagues(self) -> None:
        """Whoever works in the unit that holds the dialogue may host it or go along."""
        unit = directory.post_for(self.found.matter.owner).organisation.code
        staff = [(one.code, one.name) for one in directory.staff_at_work(unit)]
        self.fields["host"].choices = [("", _("我本人")), *staff]  # type: ignore[attr-defined]
        self.fields["companions"].choices = staff  # type: ignore[attr-defined]

    def _begin_with(self, owed: Any) -> None:
        """What was arranged stands in the form that moves it; why is asked only then."""
        if owed.planned_at is None:
            del self.fields["reason"]
            return
        known = {
            "planned_at": owed.planned_at.astimezone(LOCAL),
            "room": owed.room.code if owed.room else "",
            "volunteer": owed.volunteer.code if owed.volunteer else "",
            "companions": owed.companions,
            "transport": owed.transport,
        }
        for name, value in known.items():
            self.initial.setdefault(name, value)


class CancelForm(ActForm):
    """Cancel an appointment 取消约谈安排: why, in words the person reads."""

    reason = forms.CharField(label=_("取消原因（诉求人可见）"), max_length=200)


class ReplyForm(ActForm):
    """What the person said on the telephone to an appointment 约谈答复."""

    answer = radios(_("诉求人怎么说"), REPLIES)
    wished = forms.CharField(label=_("希望改到什么时间"), required=False, max_length=200)
    words = long_text(_("原因或其他要求"), rows=2, required=False)


class HoldForm(ActForm):
    """Record a dialogue 约谈记录: minutes, what was explained, how the person sees it."""

    way = radios(_("约谈方式"), rules.DIALOGUE_WAYS)
    held_at = LocalMoment(label=_("约谈时间"), required=False)
    attendees = forms.CharField(label=_("参加人员"), required=False, max_length=200)
    served = forms.IntegerField(
        label=_("法律志愿者到场分钟数"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text=_("没有到场填 0；不填按预约时长记"),
    )
    minutes = long_text(_("约谈纪要"), rows=5)
    explained = long_text(_("向诉求人解释了什么、依据是什么（诉求人可见）"), rows=4)
    result = radios(_("诉求人态度"), rules.DIALOGUE_RESULTS)
    agreed = long_text(_("商定事项（每行一项，各立一件，由本岗位办理）"), rows=2, required=False)
    agreed_on = DayField(label=_("商定事项最迟完成日期"), required=False)
    outcome = radios(
        _("办理结果"),
        {code: words for code, words in matter_rules.OUTCOMES.items() if code != "recorded"},
    )

    def fit(self) -> None:
        """Begin with what was planned and what was answered."""
        owed = queries.dialogue_owed(self.found.matter.number)
        if owed is not None:
            self.initial.setdefault("way", owed.way)
            names = directory.names_of(owed.companions)
            self.initial.setdefault("attendees", "、".join(names.values()))
        if owed is None or owed.volunteer is None:
            del self.fields["served"]
        # Whoever is met is not content: 已解决 is for the host to choose anew, not to find chosen.
        if self.found.matter.outcome != "resolved":
            self.initial.setdefault("outcome", self.found.matter.outcome)


class AgendaForm(ActForm):
    """The agenda 约谈议题: begun from request, answer, what is disputed and the law consulted."""

    agenda = long_text(_("议题"), rows=12)

    def fit(self) -> None:
        """Begin with what was written, else with the case."""
        owed = queries.dialogue_owed(self.found.matter.number)
        held = owed.agenda if owed else ""
        self.initial.setdefault("agenda", held or queries.agenda_from(self.found))


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
    initial=lambda request, found: _picked(request),
)
CANCEL = Act(
    "cancel_dialogue",
    "dialogue-cancel",
    _("取消约谈安排"),
    _("取消这次安排"),
    CancelForm,
    lambda number, data, by: actions.cancel_dialogue(number, **data, by=by),
    said=_("已取消安排，约谈仍须在期限内进行"),
)
REPLY = Act(
    "reply_dialogue",
    "dialogue-reply",
    _("记录约谈答复"),
    _("保存答复"),
    ReplyForm,
    lambda number, data, by: actions.reply_to_dialogue(
        number, answer=data["answer"], wished=data["wished"], words=data["words"], by=by
    ),
    said=_("已记录诉求人的答复"),
)
AGENDA = Act(
    "",
    "dialogue-agenda",
    _("约谈议题"),
    _("保存议题"),
    AgendaForm,
    lambda number, data, by: actions.set_agenda(number, agenda=data["agenda"], by=by),
    said=_("已保存议题"),
    hint=_("已按诉求、答复、诉求人不满意的地方和查阅的依据拟好，请核对修改。"),
    door="workbench.enter",
    verdict=lambda actor, facts: rules.MOVES.verdict("plan_dialogue", actor, facts),
)
HOLD = Act(
    "hold_dialogue",
    "dialogue-hold",
    _("记录约谈"),
    _("保存约谈记录"),
    HoldForm,
    lambda number, data, by: actions.hold_dialogue(
        number, **{**data, "agreed": data["agreed"].splitlines()}, by=by
    ),
    said=lambda number: _said_of(queries.request_of(number).matter.stage),
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
ACTS = (PLAN, CANCEL, REPLY, AGENDA, HOLD, OVERTURN)


def _said_of(stage: str) -> Any:
    """What follows a dialogue: a revisit, or after two without content the joint meeting."""
    return _("已记录约谈，提请联席会议复核") if stage == "joint" else _("已记录约谈，等待回访")


def _picked(request: Request) -> dict[str, str]:
    """What was picked in the calendar of rooms: a moment and a room."""
    wanted = {"planned_at": request.GET.get("at", ""), "room": request.GET.get("room", "")}
    picked = {name: text for name, text in wanted.items() if text}
    return {**picked, "way": "room"} if "room" in picked else picked


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
        may_count=request.actor.may("figures.read"),
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


@staff("workbench.enter")
@require_GET
def calendar_entry(request: Request, number: str, pk: int) -> HttpResponse:
    """The dialogue as an entry for the host's own calendar (RFC 5545)."""
    dialogue = queries.dialogue_for(request.actor, number, pk)
    return entry_of(queries.request_for(request.actor, number), dialogue)


def entry_of(found: Any, dialogue: Any) -> HttpResponse:
    """The calendar file of a dialogue that is or was arranged."""
    booking = queries.booking_of(dialogue.pk)
    if booking is None:
        raise NotFound(str(dialogue.pk))
    text = ics.entry(
        uid=f"dialogue-{dialogue.pk}@{urlsplit(settings.SITE_URL).hostname}",
        starts=booking.starts_at,
        ends=booking.ends_at,
        stamped=booking.ended_at or booking.made_at,
        sequence=dialogue.bookings.count() - (booking.ended_at is None),
        title=gettext("群众约谈 %(number)s") % {"number": found.matter.number},
        place=dialogue.place,
        is_cancelled=booking.ended_how == "cancelled",
    )
    name = f"dialogue-{found.matter.number}.ics"
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
        signatures=queries.signatures_of(dialogue) if dialogue.held_at else [],
        printed_at=now(),
    )
