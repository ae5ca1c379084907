"""The list behind a number, with the reason each case stands where it stands (V1; ux B5)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.given import day_of, instant_of
from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.dates import day as day_words
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.ground.web.sheets import csv_answer
from sunhall.matters import queries as matters
from sunhall.supervision import queries, rules
from sunhall.supervision.views.words import cause_line, cause_words

MOST_EXPORTED = 50_000
CHUNK = 500


@staff("supervision.watch")
@require_GET
def behind(request: Request) -> HttpResponse:
    """The list behind a number, a post or a day; each case says why in one line."""
    wanted = _wanted(request)
    found = queries.listed(request.actor, wanted)
    rows, after = queries.page_of(matters.with_names(found), after=_key(request))
    lines = matters.lines(rows, to=request.actor)
    courses = queries.courses(rows)
    return page(
        request,
        "supervision/workbench/behind.html",
        title=_title(wanted),
        question=rules.question(wanted.view),
        total=found.count(),
        cases=[_case(line, courses[line.number], request.actor) for line in lines],
        next_url=_again(request, after=after) if after else "",
        first_url=_again(request) if _key(request) else "",
        csv_url=f"{reverse('workbench:watch-list-csv')}?{_query(request)}",
        as_of=now(),
    )


@staff("supervision.watch")
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The same rows as CSV: no names, no phones."""
    rows = queries.listed(request.actor, _wanted(request))
    head = [
        _("编号"), _("主题"), _("环节"), _("责任岗位"), _("收到"), _("最迟"), _("是否超期"),
        _("原因"),
    ]  # fmt: skip
    return csv_answer(f"watch-{today():%Y%m%d}", head, _cells(request, rows))


def _cells(request: Request, rows: Any) -> Iterator[tuple[str, ...]]:
    """Chunk by chunk, each with as many queries as one page."""
    after, sent = "", 0
    while sent < MOST_EXPORTED:
        found, after = queries.page_of(matters.with_names(rows), after=after, limit=CHUNK)
        courses = queries.courses(found)
        for line in matters.lines(found, to=request.actor):
            late = line.due_at is not None and line.due_at < now()
            yield (
                line.number,
                line.subject,
                line.stage,
                line.post,
                _time(line.opened_at),
                _time(line.due_at),
                _("是") if late else _("否"),
                cause_words(rules.cause(courses[line.number])),
            )
        sent += len(found)
        if not after:
            return


def _case(line: matters.Listed, course: rules.Course, actor: Actor) -> dict[str, Any]:
    return {
        "line": line,
        "url": reverse(line.address, args=[line.number]),
        "why": cause_line(rules.cause(course)),
        "course": course,
        "ways": matters.ways_of(actor, line.number),
    }


def _wanted(request: Request) -> queries.Wanted:
    """What the address asks for; an unknown question is no page."""
    view, day = request.GET.get("view", ""), request.GET.get("day", "")
    if view and rules.question(view) is None:
        raise NotFound(view)
    asked = day_of(day)
    if day and asked is None:
        raise NotFound(day)
    return queries.Wanted(view, request.GET.get("post", "")[:60], asked)


def _key(request: Request) -> str:
    """The key of a page, if it is one."""
    after = request.GET.get("after", "")
    at, mark, _number = after.partition("~")
    return after if mark and (not at or instant_of(at)) else ""


def _title(wanted: queries.Wanted) -> str:
    """What the list shows, in words."""
    question = rules.question(wanted.view)
    parts = [_(question.words)] if question else []
    if wanted.day:
        parts.append(_("%(day)s 到期") % {"day": day_words(wanted.day)})
    if wanted.post:
        names = directory.names_of_posts([wanted.post])
        parts.append(names.get(wanted.post, wanted.post))
    return " · ".join(parts) or _("在办事项")


def _query(request: Request, **more: str) -> str:
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in more.items():
        query[name] = value
    return query.urlencode()


def _again(request: Request, **more: str) -> str:
    return f"{reverse('workbench:watch-list')}?{_query(request, **more)}"


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else ""
