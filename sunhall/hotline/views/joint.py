"""Doors of the joint meeting 联席会议: referred, called, papers, decided (H6; 000#1 二)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField, taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries
from sunhall.hotline.rules.remedies import DECISIONS, remedies_on
from sunhall.hotline.views.acting import Act, ActForm
from sunhall.hotline.views.dialogue import LocalMoment
from sunhall.hotline.views.handler_forms import long_text, radios


class ReferForm(ActForm):
    """Refer to the joint meeting 提请联席会议复核."""

    words = long_text(_("诉求人还不满意什么，为什么提请复核（诉求人可见）"), rows=3)


class DecisionForm(ActForm):
    """What the joint meeting decided, why, by which law, and what the law still gives."""

    decision = radios(_("复核决定"), DECISIONS)
    reasons = long_text(_("理由（诉求人可见）"), rows=5)
    basis = long_text(_("法律法规或政策依据"), rows=2)
    remedies = forms.MultipleChoiceField(
        label=_("还可以走的法定途径（诉求人可见）"), widget=forms.CheckboxSelectMultiple
    )

    redo_to = forms.ChoiceField(label=_("责成哪个岗位继续办理"), required=False)
    redo_on = DayField(label=_("最迟完成日期"), required=False)

    def fit(self) -> None:
        """Offer the roads in force today, each with its limit and article."""
        self.fields["remedies"].choices = [  # type: ignore[attr-defined]
            (road.code, road.words) for road in remedies_on(today()).values()
        ]
        self.fields["redo_to"].choices = [  # type: ignore[attr-defined]
            ("", _("原承办岗位")),
            *(
                (post.code, f"{post.organisation.name} · {post.name}")
                for post in directory.posts_in_use()
            ),
        ]


class MeetingForm(forms.Form):
    """Call a sitting: when, where, who, and what is heard."""

    at = LocalMoment(label=_("会议时间"))
    place = forms.CharField(label=_("地点"), max_length=200)
    chair = forms.ChoiceField(label=_("主持人"))
    members = forms.MultipleChoiceField(
        label=_("参加成员"), widget=forms.CheckboxSelectMultiple, required=False
    )
    numbers = forms.MultipleChoiceField(
        label=_("要复核的诉求"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [
            (one.code, f"{one.name} {one.organisation.name}") for one in directory.staff_in_office()
        ]
        self.fields["chair"].choices = [("", _("请选择")), *people]  # type: ignore[attr-defined]
        self.fields["members"].choices = people  # type: ignore[attr-defined]
        self.fields["numbers"].choices = [  # type: ignore[attr-defined]
            (row.matter.number, f"{row.matter.number} {row.matter.subject}") for row in waiting
        ]


REFER = Act(
    "refer_joint",
    "request-joint",
    _("提请联席会议复核"),
    _("提请复核"),
    ReferForm,
    lambda number, data, by: actions.refer_to_joint_meeting(number, **data, by=by),
    said=_("已提请联席会议复核"),
    hint=_("两次约谈后仍不满意的自动提请；约谈一次后也可以提请，由联席会议作出决定。"),
)
DECIDE = Act(
    "decide_joint",
    "request-joint-decision",
    _("记录复核决定"),
    _("保存并告诉诉求人"),
    DecisionForm,
    lambda number, data, by: actions.decide_joint_review(number, **data, by=by),
    said=_("已记录复核决定，等待回访"),
    fields="hotline/workbench/_fields_joint.html",
    more=lambda request, found, form: {
        "roads": {
            road.code: f"{road.where}；{road.within}（{road.article}）"
            for road in remedies_on(today()).values()
        }
    },
)
ACTS = (REFER, DECIDE)


@staff("hotline.joint")
@require_GET
def joint(request: Request) -> HttpResponse:
    """What waits for the joint meeting, what it decided, and its sittings."""
    rows = queries.reviews_for(request.actor)
    return page(
        request,
        "hotline/workbench/joint.html",
        waiting=queries.reviews_waiting(request.actor),
        decided=rows.filter(decided_at__isnull=False)[:50],
        meetings=queries.meetings(),
    )


@staff("hotline.joint")
@require_http_methods(["GET", "POST"])
def call(request: Request) -> HttpResponse:
    """Call a sitting."""
    waiting = list(queries.reviews_waiting(request.actor))
    form = MeetingForm(
        request.POST or None,
        waiting=waiting,
        initial={"numbers": [row.matter.number for row in waiting]},
    )
    if form.is_valid() and taken(
        form, lambda: actions.call_joint_meeting(by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, gettext("已召集联席会议，已通知成员"))
        return after(request, "workbench:joint")
    return page(
        request,
        "hotline/workbench/joint_call.html",
        status=422 if form.errors else 200,
        form=form,
        waiting=waiting,
    )


@staff("hotline.joint")
@require_GET
def papers(request: Request, code: str) -> HttpResponse:
    """The papers 会议材料 of a sitting on A4: agenda, and what was asked, answered and disputed."""
    meeting = queries.meeting_for(code)
    rows = queries.reviews_for(request.actor).filter(meeting=meeting).order_by("referred_at")
    cases = [
        (
            row,
            queries.case_for(request.actor, queries.request_for(request.actor, row.matter.number)),
        )
        for row in rows
    ]
    people = (meeting.chair, *meeting.members)
    names = directory.names_of(people)
    return page(
        request,
        "hotline/workbench/joint_papers.html",
        meeting=meeting,
        cases=cases,
        chair=names.get(meeting.chair, meeting.chair),
        members=[names.get(code, code) for code in meeting.members],
    )
