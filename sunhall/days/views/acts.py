"""What can be done with a sitting, its guests and its questions: one row each (H10, H11)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from sunhall.days import actions, queries, rules
from sunhall.days.views import forms as f
from sunhall.days.views.acting import Act, Press
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import NotFound, require

ENTER, KEEP, DESK = "workbench.enter", "days.keep", "days.desk"


def _sitting(actor: Actor, pk: int) -> Mapping[str, Any]:
    return {"sitting": queries.sitting_for(pk)}


def _guest(actor: Actor, pk: int) -> Mapping[str, Any]:
    guest = queries.guest_for(pk)
    sitting = queries.sitting_for(guest.sitting_id)
    line = next((one for one in queries.guest_lines([sitting])[sitting.pk] if one.pk == pk), None)
    if line is None:
        raise NotFound(f"guest {pk}")
    return {"sitting": sitting, "guest": line}


def _question(actor: Actor, pk: int) -> Mapping[str, Any]:
    question = queries.question_for(pk)
    sitting = queries.sitting_for(question.sitting_id)
    require(rules.may_see_questions(actor, queries.facts_of(sitting)))
    return {"sitting": sitting, "question": question}


def _as_planned(about: Mapping[str, Any]) -> dict[str, Any]:
    sitting = about["sitting"]
    names = ("day", "starts", "ends", "topic", "run_sheet")
    return {name: getattr(sitting, name) for name in names}


ACTS = (
    Act(
        "day-change", "<int:pk>/change/", KEEP, _("改安排"), _("保存安排"), f.SittingForm,
        lambda pk, data, by: actions.change_sitting(pk, **data, by=by), _("已保存安排"),
        _sitting, _("改期以后，值班表上的接听领导随之改到新的一天。"), _as_planned,
    ),
    Act(
        "day-call-off", "<int:pk>/call-off/", KEEP, _("取消本场"), _("取消本场"), f.ReasonForm,
        lambda pk, data, by: actions.call_off_sitting(pk, **data, by=by), _("已取消本场"),
        _sitting, _("已经公布的，页面上会写明取消和原因。"),
    ),
    Act(
        "day-invite", "<int:pk>/invite/", KEEP, _("安排接听领导或嘉宾单位"), _("安排"), f.GuestForm,
        lambda pk, data, by: actions.invite_guest(pk, **data, by=by), _("已安排"),
        _sitting, _("接听日的领导同时排入值班表；当天请假的，缺口会提前显示。"),
    ),
    Act(
        "day-recording", "<int:pk>/recording/", KEEP, _("登记回放"), _("保存回放地址"),
        f.RecordingForm, lambda pk, data, by: actions.link_recording(pk, **data, by=by),
        _("已登记回放"), _sitting,
    ),
    Act(
        "day-note", "<int:pk>/note/", DESK, _("记录来电"), _("记下来电"), f.NoteForm,
        lambda pk, data, by: actions.note_question(pk, **data, by=by), _("已记下来电"),
        _sitting, _("栏目来电只有来电人同意才登记为诉求；领导接听日的来电直接登记。"),
        lambda about: {"once": uuid4().hex},
    ),
    Act(
        "day-stand-in", "guests/<int:pk>/stand-in/", ENTER, _("由他人代替"), _("确定代替"),
        f.StandInForm, lambda pk, data, by: actions.stand_in(pk, **data, by=by), _("已换人"),
        _guest, _("页面上会显示由谁代替；原因只有工作人员可见。"),
    ),
    Act(
        "day-file", "questions/<int:pk>/file/", DESK, _("登记为诉求"), _("登记"), f.FileForm,
        lambda pk, data, by: actions.file_question(pk, **data, by=by), _("已登记为诉求"),
        _question, _("领导接听日的来电由接听的领导首问负责；栏目来电由热线受理。"),
        lambda about: {"place": about["question"].place, "consent": about["question"].consent},
    ),
    Act(
        "day-answer", "questions/<int:pk>/answer/", DESK, _("当场答复"), _("保存答复"), f.AirForm,
        lambda pk, data, by: actions.answer_on_air(pk, **data, by=by), _("已记录当场答复"),
        _question,
    ),
    Act(
        "day-leave", "questions/<int:pk>/leave/", DESK, _("不再办理"), _("不再办理"), f.ReasonForm,
        lambda pk, data, by: actions.leave_question(pk, **data, by=by), _("已注明"),
        _question, _("例如：来电人只是咨询且不愿登记，或电话中断无法联系。"),
    ),
    Act(
        "day-instruct", "questions/<int:pk>/instruct/", "hotline.answer", _("批示"), _("批示交办"),
        f.InstructForm, lambda pk, data, by: actions.instruct_question(pk, **data, by=by),
        _("已批示交办"), _question, to="workbench:day-live",
    ),
)  # fmt: skip

PRESSES = (
    Press(
        "day-publish", "<int:pk>/publish/", KEEP,
        lambda pk, by: actions.publish_sitting(pk, by=by), _("已公布，群众可以看到"),
    ),
    Press(
        "day-open", "<int:pk>/open/", DESK,
        lambda pk, by: actions.open_sitting(pk, by=by), _("本场开始"),
    ),
    Press(
        "day-end", "<int:pk>/end/", DESK,
        lambda pk, by: actions.end_sitting(pk, by=by), _("本场结束"),
    ),
    Press(
        "day-confirm", "guests/<int:pk>/confirm/", ENTER,
        lambda pk, by: actions.confirm_guest(pk, by=by), _("已确认到场"),
        lambda pk: queries.guest_for(pk).sitting_id,
    ),
)  # fmt: skip
