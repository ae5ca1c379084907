"""Doors of meetings 会商, tasks of co-handlers 协办 and instructions 批示 (H2, H3)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.acting import Act, ActForm
from sunhall.hotline.views.dialogue import LocalMoment
from sunhall.hotline.views.handler_forms import long_text, radios
from sunhall.hotline.views.registers import post_choices

MOST_OTHERS = 4


class ConferForm(ActForm):
    """Call a meeting 召集会商."""

    meets_at = LocalMoment(label=gettext_lazy("会商时间"))
    place = forms.CharField(label=gettext_lazy("会商地点"), max_length=200)
    lead = forms.ChoiceField(label=gettext_lazy("主办岗位"))
    agenda = long_text(gettext_lazy("会商议题"), rows=4)

    def fit(self) -> None:
        """Offer every post, and begin with the one the catalogue names."""
        choices = [("", _("请选择")), *post_choices()]
        self.fields["lead"].choices = choices  # type: ignore[attr-defined]
        for at in range(1, MOST_OTHERS + 1):
            label = _("协办岗位 %(at)s") % {"at": at}
            self.fields[f"other_{at}"] = forms.ChoiceField(
                label=label, choices=choices, required=at == 1
            )
        line = queries.dispatch_for(self.found.matter.class_code, self.found.matter.place)
        if line:
            self.initial.setdefault("lead", line.post)

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields of the co-handlers, for the template."""
        return [self[f"other_{at}"] for at in range(1, MOST_OTHERS + 1)]


class ConcludeForm(ActForm):
    """Write down what a meeting decided 会商决定: who came, what they said, who does what."""

    decision = long_text(gettext_lazy("会商决定"), rows=4, min_length=4)

    def fit(self) -> None:
        """Ask of each post who came, what it said, and of a co-handler its task."""
        self.meeting: queries.Meeting | None = None
        row = queries.conference_open(self.found.matter.number)
        if row is None:
            return
        self.meeting = queries.meeting_of(row)
        for seat in self.meeting.seats:
            key = seat.row.pk
            self.fields[f"who_{key}"] = forms.CharField(
                label=_("参加人员（未到会不填）"), required=False, max_length=80
            )
            self.fields[f"said_{key}"] = long_text(_("意见"), rows=2, required=False)
            if not seat.row.is_lead:
                self.fields[f"task_{key}"] = long_text(_("协办任务"), rows=2, required=False)

    def by_post(self, what: str) -> dict[str, str]:
        """The answers of one kind, by post."""
        seats = self.meeting.seats if self.meeting else []
        return {seat.row.post: self.cleaned_data.get(f"{what}_{seat.row.pk}", "") for seat in seats}

    @property
    def seats(self) -> list[tuple[queries.Seat, list[forms.BoundField]]]:
        """Each post with its fields, for the template."""
        names = ("who", "said", "task")
        return [
            (
                seat,
                [
                    self[f"{name}_{seat.row.pk}"]
                    for name in names
                    if f"{name}_{seat.row.pk}" in self.fields
                ],
            )
            for seat in (self.meeting.seats if self.meeting else [])
        ]

    def clean(self) -> dict[str, Any]:
        """Gather the answers of each kind for the action."""
        data: dict[str, Any] = super().clean() or {}
        data["attended"] = self.by_post("who")
        data["opinions"] = self.by_post("said")
        data["tasks"] = self.by_post("task")
        return data


class ReasonForm(ActForm):
    """Why, in a sentence."""

    reason = long_text(gettext_lazy("原因"), rows=3, min_length=4)


class WordsForm(ActForm):
    """What was done, in words."""

    words = long_text(gettext_lazy("办理情况"), rows=4)


class ReviewForm(ActForm):
    """Call an instruction done, or ask for more."""

    done = radios(
        gettext_lazy("批示办理情况"),
        {"yes": gettext_lazy("已办好，批示办结"), "no": gettext_lazy("还要继续办理")},
    )
    words = long_text(gettext_lazy("意见"), rows=3, required=False)


CONFER = Act(
    "confer",
    "request-confer",
    gettext_lazy("召集会商"),
    gettext_lazy("召集会商"),
    ConferForm,
    lambda number, data, by: actions.call_conference(
        number,
        meets_at=data["meets_at"],
        place=data["place"],
        agenda=data["agenda"],
        lead=data["lead"],
        others=[data[f"other_{at}"] for at in range(1, MOST_OTHERS + 1)],
        version=data["version"],
        by=by,
    ),
    said=gettext_lazy("已召集会商，各岗位已收到通知"),
    hint=gettext_lazy("会商期间答复期限照常计算；会商决定有约束力，主办单位不能退回。"),
    fields="hotline/workbench/_fields_confer.html",
)
CONCLUDE = Act(
    "conclude",
    "request-conclude",
    gettext_lazy("会商决定"),
    gettext_lazy("保存会商决定"),
    ConcludeForm,
    lambda number, data, by: actions.conclude_conference(
        number,
        **{name: data[name] for name in ("decision", "attended", "opinions", "tasks", "version")},
        by=by,
    ),
    said=gettext_lazy("已记录会商决定，由主办岗位办理"),
    fields="hotline/workbench/_fields_conclude.html",
)
CALL_OFF = Act(
    "call_off",
    "request-call-off",
    gettext_lazy("取消会商"),
    gettext_lazy("取消会商"),
    ReasonForm,
    lambda number, data, by: actions.call_off_conference(number, **data, by=by),
    said=gettext_lazy("已取消会商"),
)
SPLIT = Act(
    "split",
    "request-split",
    gettext_lazy("拆分"),
    gettext_lazy("拆分"),
    ReasonForm,
    lambda number, data, by: actions.split_request(number, **data, by=by),
    said=gettext_lazy("已拆分，单独办理"),
    hint=gettext_lazy("拆分后答复期限自登记之日起连续计算，不因并单延长。"),
)


def _may_report_task(actor: Actor, facts: rules.RequestFacts) -> Verdict:
    return YES if queries.task_of(actor, facts.number) else no("您的岗位没有待反馈的协办任务")


def _report_task(number: str, words: str, by: Actor) -> None:
    task = queries.task_of(by, number)
    if task is None:
        raise NotFound(number)
    actions.report_task(task.pk, words=words, by=by)


def _task(request: Request, found: Any, form: ActForm) -> Mapping[str, Any]:
    return {"task": queries.task_of(request.actor, found.matter.number)}


TASK = Act(
    "report_task",
    "request-task",
    gettext_lazy("反馈协办情况"),
    gettext_lazy("反馈给主办单位"),
    WordsForm,
    lambda number, data, by: _report_task(number, data["words"], by),
    said=gettext_lazy("已反馈给主办单位"),
    hint=gettext_lazy("主办单位汇总后统一答复诉求人。"),
    fields="hotline/workbench/_fields_task.html",
    door="hotline.answer",
    verdict=_may_report_task,
    more=_task,
)
REPORT = Act(
    "report",
    "request-report",
    gettext_lazy("回报批示"),
    gettext_lazy("回报"),
    WordsForm,
    lambda number, data, by: actions.report_instruction(number, words=data["words"], by=by),
    said=gettext_lazy("已向领导回报"),
    door="hotline.answer",
    verdict=rules.may_report,
)
REVIEW = Act(
    "review",
    "request-review",
    gettext_lazy("批示办结"),
    gettext_lazy("保存"),
    ReviewForm,
    lambda number, data, by: actions.review_instruction(
        number, done=data["done"] == "yes", words=data["words"], by=by
    ),
    said=gettext_lazy("已保存批示意见"),
    door="hotline.instruct",
    verdict=rules.may_review_instruction,
)
ACTS = (CONFER, CONCLUDE, CALL_OFF, SPLIT, TASK, REPORT, REVIEW)
# What is drawn beside the moves of the table, each with a verdict of its own.
BESIDE = (TASK, REPORT, REVIEW)


@staff("workbench.enter")
@require_GET
def conferences(request: Request) -> HttpResponse:
    """The meetings that are called, and the tasks this actor's posts owe."""
    return page(
        request,
        "hotline/workbench/conferences.html",
        meetings=queries.meetings_for(request.actor),
        tasks=queries.tasks_for(request.actor),
    )


@staff("workbench.enter")
@require_GET
def paper(request: Request, number: str, pk: int) -> HttpResponse:
    """The paper of a meeting: before it the notice 会商通知, after it the minutes 会商纪要."""
    row = queries.conference_for(request.actor, number, pk)
    return page(
        request,
        "hotline/workbench/conference_paper.html",
        found=queries.request_for(request.actor, number),
        meeting=queries.meeting_of(row),
        printed_at=now(),
    )


@staff("hotline.instruct")
@require_GET
def instructions(request: Request) -> HttpResponse:
    """What this leader has instructed 我批示的, and where each stands."""
    everything = "all" in request.GET
    return page(
        request,
        "hotline/workbench/instructions.html",
        rows=queries.instructions_of(request.actor, everything=everything),
        everything=everything,
    )
