"""Pages for staff: what comes, one sitting, the leader's page during it, the log (H10, H11)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.days import actions, queries, rules
from sunhall.days.views.forms import PlanForm, SeriesForm, TimetableForm
from sunhall.ground.kit.given import whole
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import require
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, part, tell
from sunhall.ground.web.sheets import csv_answer

PAGE = 40
VIEWS = {"": "将要举行", "phone": "领导接听日", "programme": "热线栏目", "past": "已举行"}
LOG_HEAD = (
    "日期", "开始", "结束", "栏目", "主题", "接听领导或嘉宾", "代替", "状态", "问题", "诉求",
    "编号", "环节", "结果", "批示",
)  # fmt: skip
form_page = require_http_methods(["GET", "POST"])


@staff("workbench.enter")
@require_GET
def sittings(request: Request) -> HttpResponse:
    """What comes and what was, found by topic, post, office or name; gaps before they happen."""
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ""
    text = request.GET.get("q", "").strip()[:60]
    past = view == "past"
    rows = queries.sittings_by_kind("" if past else view, past=past, text=text)
    shown = Paginator(rows, PAGE).get_page(whole(request.GET.get("page", "")) or 1)
    return page(
        request,
        "days/workbench/sittings.html",
        view=view,
        q=text,
        tabs=[
            {"text": words, "url": f"?view={code}", "current": code == view}
            for code, words in VIEWS.items()
        ],
        lines=queries.sitting_lines(shown),
        shown=shown,
        gaps=queries.gaps(),
        series=queries.all_series(),
        figures=queries.shares(date(today().year, 1, 1), today()) if past else [],
        year=today().year,
        may_keep=rules.may_keep(request.actor),
    )


@staff("workbench.enter")
@require_GET
def sitting(request: Request, pk: int) -> HttpResponse:
    """One sitting: who answers, the run sheet, what was asked and how each ended."""
    return page(request, "days/workbench/sitting.html", **_told(request, pk))


@staff("workbench.enter")
@require_GET
def live(request: Request, pk: int) -> HttpResponse:
    """The page a leader has before him while the telephone rings: large, on a phone."""
    told = _told(request, pk)
    require(told["may_see"])
    return part(request, "days/workbench/live.html#calls", **told)


@staff("workbench.enter")
@require_GET
def follow(request: Request) -> HttpResponse:
    """What was asked at sittings and is still open with one's own posts (H10)."""
    return page(request, "days/workbench/follow.html", rows=queries.followed(request.actor))


@staff("workbench.enter")
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The log of sittings as a sheet: what each took and how it ended, without persons."""
    text = request.GET.get("q", "").strip()[:60]
    rows = queries.sittings_by_kind(past=True, text=text)
    return csv_answer("days", LOG_HEAD, _log(request, rows))


@staff("days.keep")
@form_page
def plan(request: Request) -> HttpResponse:
    """Plan a sitting beside the rule 加场."""
    form = PlanForm(request.POST or None)

    def step() -> None:
        form.cleaned_data["made"] = actions.plan_sitting(
            form.cleaned_data.pop("code"), **form.cleaned_data, by=request.actor
        ).pk

    if request.method == "POST" and form.is_valid() and taken(form, step):
        tell(request, _("已加一场"))
        return after(request, "workbench:day", form.cleaned_data["made"])
    return _form(request, form, _("加一场"), _("保存"))


@staff("days.keep")
@form_page
def series(request: Request, code: str) -> HttpResponse:
    """A series: what is told of it, and every version of its timetable."""
    row = queries.series_for(code)
    names = ("kind", "name", "channel", "host", "phone", "how")
    form = SeriesForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    if request.method == "POST" and form.is_valid():

        def step() -> None:
            actions.set_series(code, **form.cleaned_data, by=request.actor)

        if taken(form, step):
            tell(request, _("已保存栏目"))
            return after(request, "workbench:day-series", code)
    return _form(
        request, form, row.name, _("保存"), series=row, timetables=queries.timetables_of(row)
    )


@staff("days.keep")
@form_page
def timetable(request: Request, code: str) -> HttpResponse:
    """A new version of the rule that names the days."""
    row = queries.series_for(code)
    newest = next(iter(queries.timetables_of(row)), None)
    names = ("weeks", "weekday", "starts", "ends", "on_holiday", "source")
    known = {name: getattr(newest, name) for name in names} if newest else {}
    form = TimetableForm(request.POST or None, initial=known)

    def step() -> None:
        weeks = tuple(form.cleaned_data.pop("weeks"))
        actions.set_timetable(code, weeks=weeks, **form.cleaned_data, by=request.actor)

    if request.method == "POST" and form.is_valid() and taken(form, step):
        tell(request, _("已保存新版本"))
        return after(request, "workbench:day-series", code)
    return _form(request, form, _("修改场次规则"), _("保存新版本"))


def _form(request: Request, form: forms.Form, title: str, submit: str, **more: Any) -> HttpResponse:
    return page(
        request,
        "days/workbench/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        submit=submit,
        **more,
    )


def _told(request: Request, pk: int) -> dict[str, Any]:
    row = queries.sitting_for(pk)
    facts, actor = queries.facts_of(row), request.actor
    may_see = rules.may_see_questions(actor, facts)
    asked = queries.question_lines(queries.questions_of(row)) if may_see else []
    waiting = sum(line.question.state == "waiting" for line in asked)
    line = queries.sitting_lines([row])[0]
    return {
        "sitting": row,
        "line": line,
        "questions": asked,
        "waiting": waiting,
        "may_see": may_see,
        "may_change": rules.may_change(actor, facts),
        "may_publish": rules.may_publish(actor, facts),
        "may_open": rules.may_open(actor, facts, today()),
        "may_note": rules.may_note(actor, facts),
        "may_end": rules.may_end(actor, facts, waiting),
        "may_desk": rules.may_desk(actor),
        "may_keep": rules.may_keep(actor),
        "is_guest": bool(facts.guest_posts & actor.posts),
        "story": queries.story_of(row) if rules.may_keep(actor) else [],
    }


def _log(request: Request, rows: Any) -> Iterator[tuple[str, ...]]:
    for line in queries.sitting_lines(rows):
        one = line.sitting
        seen = rules.may_see_questions(request.actor, queries.facts_of(one))
        asked = queries.question_lines(queries.questions_of(one)) if seen else []
        head = (
            f"{one.day}", f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", one.series.name, one.topic,
            "；".join(guest.words for guest in line.guests),
            "；".join(guest.instead_of for guest in line.guests if guest.instead_of),
            line.state, f"{line.questions}", f"{line.requests}",
        )  # fmt: skip
        filed = [each for each in asked if each.matter]
        for each in filed:
            yield *head, each.matter, each.standing, each.outcome, each.question.instruction
        if not filed:
            yield *head, "", "", "", ""
