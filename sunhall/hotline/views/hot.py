"""Doors of hot issues 热点问题: which, how hot, who answers, how it ended (H9, H13)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page, tell
from sunhall.hotline import actions, queries
from sunhall.hotline.rules import hot as rules
from sunhall.hotline.views.handler_forms import long_text
from sunhall.hotline.views.registers import post_choices

LONGEST = 2000


class GiveForm(forms.Form):
    """Which post must answer, and what is asked of it."""

    to = forms.ChoiceField(label=_("责任岗位"))
    words = long_text(_("要求"), rows=3, required=False, max_length=LONGEST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("请选择")),
            *post_choices(),
        ]


class AnswerForm(forms.Form):
    """What the post found and did."""

    words = long_text(_("查明的情况和采取的措施"), rows=5, max_length=LONGEST)


class EndForm(forms.Form):
    """What was done, and why it may be ended."""

    words = long_text(_("办理结果，为什么可以结束"), rows=4, max_length=LONGEST)


class LeaveForm(forms.Form):
    """Why a request is about something else."""

    reason = long_text(_("为什么不是同一件事"), rows=2, max_length=300)
    number = forms.CharField(widget=forms.HiddenInput)


# What is done with an issue: the form, the verdict that draws it, what is done and said.
ACTS: dict[str, tuple[type[forms.Form], Any, Callable[..., Any], Any]] = {
    "give": (GiveForm, rules.may_give, actions.give_hot_issue, _("已确定责任岗位，已通知")),
    "answer": (AnswerForm, rules.may_answer, actions.answer_hot_issue, _("已回应，等待确认")),
    "end": (EndForm, rules.may_end, actions.end_hot_issue, _("已结束热点")),
    "leave": (LeaveForm, rules.may_leave_out, actions.leave_out_of_hot_issue, _("已移出")),
}


@staff("workbench.enter")
@require_GET
def issues(request: Request) -> HttpResponse:
    """The issues within this actor's sight: alarms first, then the hottest."""
    ended = request.GET.get("state") == "ended"
    rows = queries.hot_issues_for(request.actor, ended=ended)
    here = reverse("workbench:hot")
    return page(
        request,
        "hotline/workbench/hot.html",
        rows=rows,
        ended=ended,
        alarms=sum(one.growth.alarm for one in rows),
        weights=rules.WEIGHTS,
        tabs=[
            {"text": gettext("进行中"), "url": here, "current": not ended},
            {"text": gettext("已结束和降温"), "url": f"{here}?state=ended", "current": ended},
        ],
    )


@staff("workbench.enter")
@require_GET
def issue(request: Request, code: str) -> HttpResponse:
    """One issue: what explains it, its trend, its requests, who answers, what happened."""
    return _shown(request, code)


@staff("hotline.hot")
@require_POST
def give(request: Request, code: str) -> HttpResponse:
    """Name the post that must answer."""
    return _act(request, code, "give")


@staff("hotline.answer")
@require_POST
def answer(request: Request, code: str) -> HttpResponse:
    """Answer for the post that was named."""
    return _act(request, code, "answer")


@staff("hotline.hot")
@require_POST
def end(request: Request, code: str) -> HttpResponse:
    """End an issue with what was done."""
    return _act(request, code, "end")


@staff("hotline.hot")
@require_POST
def leave(request: Request, code: str) -> HttpResponse:
    """Take a request out that is about something else."""
    return _act(request, code, "leave")


def _act(request: Request, code: str, what: str) -> HttpResponse:
    queries.hot_issue_for(request.actor, code)
    kind, _verdict, do, said = ACTS[what]
    form = kind(request.POST, auto_id=_ids(what))
    if form.is_valid() and taken(form, lambda: do(code, **form.cleaned_data, by=request.actor)):
        tell(request, str(said))
        if queries.is_hot_issue_seen(request.actor, code):
            return redirect("workbench:hot-issue", code)
        # What was taken out was the last that brought it into sight.
        return redirect("workbench:hot")
    return _shown(request, code, **{what: form})


def _shown(request: Request, code: str, **tried: forms.Form) -> HttpResponse:
    one = queries.hot_issue_for(request.actor, code)
    facts = queries.hot_facts(one.row)
    weeks = queries.hot_trend(one)
    return page(
        request,
        "hotline/workbench/hot_issue.html",
        status=422 if tried else 200,
        one=one,
        row=one.row,
        weeks=[
            {
                "label": f"{week.last.month}/{week.last.day}",
                "value": week.count,
                "is_odd": week.alarm,
                "note": f"{week.heat}",
            }
            for week in weeks
        ],
        members=queries.hot_members_for(request.actor, one),
        story=queries.hot_story(request.actor, one),
        given_by=queries.hot_giver(one.row),
        weights=rules.WEIGHTS,
        form=next(iter(tried.values()), None),
        may={what: verdict(request.actor, facts) for what, (_, verdict, *_more) in ACTS.items()},
        forms={
            what: tried.get(what) or kind(auto_id=_ids(what))
            for what, (kind, *_more) in ACTS.items()
        },
    )


def _ids(what: str) -> str:
    """Several forms stand on the page: each label names a field of its own."""
    return f"id_{what}_%s"
