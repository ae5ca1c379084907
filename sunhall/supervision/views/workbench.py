"""The cockpit: ten seconds to see what is late, what turns red next, and where (V1; ux B5, B6)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import LOCAL, now, today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.matters import queries as matters
from sunhall.supervision import queries, rules

PAGE = 50


@staff("supervision.watch")
@require_GET
def cockpit(request: Request) -> HttpResponse:
    """Answer: what is late, what turns red next, where; every number opens its list."""
    actor = request.actor
    asked = queries.asked(actor)
    months = queries.by_month(actor)
    return page(
        request,
        "supervision/workbench/cockpit.html",
        asked=[(one, _list_url(view=one.question.code)) for one in asked],
        sentences=[_sentence(line) for line in queries.worst(actor)],
        offices=[(line, _list_url(post=line.post)) for line in queries.by_office(actor)],
        dots=[_dot(matter) for matter in queries.due_ahead(actor)],
        strip_answer=_strip_answer({one.question.code: one.count for one in asked}),
        points=[_point(line) for line in months],
        rate_answer=_rate_answer(months),
        ahead=rules.AHEAD_DAYS,
        as_of=now(),
    )


@staff("supervision.watch")
@require_GET
def behind(request: Request) -> HttpResponse:
    """The list behind a number, a post or a day."""
    code, post = request.GET.get("view", ""), request.GET.get("post", "")[:60]
    day = _day(request.GET.get("day", ""))
    found = queries.listed(request.actor, code, post=post, day=day)
    total = found.count()
    rows = matters.lines(matters.with_names(found[:PAGE]), to=request.actor)
    return page(
        request,
        "supervision/workbench/behind.html",
        question=rules.question(code) if code else None,
        rows=[(row, reverse(row.address, args=[row.number])) for row in rows],
        total=total,
        most=PAGE,
        as_of=now(),
    )


def _list_url(**wanted: str) -> str:
    words = "&".join(f"{key}={value}" for key, value in wanted.items())
    return f"{reverse('workbench:watch-list')}?{words}"


def _sentence(line: queries.OfficeLine) -> dict[str, str]:
    days = line.days_late
    words = ngettext(
        "%(name)s 有 %(late)s 件超期，最久的已超 %(days)s 天",
        "%(name)s 有 %(late)s 件超期，最久的已超 %(days)s 天",
        line.late,
    )
    return {
        "text": words % {"name": line.name, "late": line.late, "days": days},
        "url": _list_url(view="late", post=line.post),
    }


def _dot(matter: Any) -> dict[str, Any]:
    late = matter.due_at < now()
    due_on = (matter.due_at.astimezone(LOCAL) - timedelta(microseconds=1)).date()
    soon = (due_on - today()).days <= 1
    return {
        "label": f"{matter.number} {matter.subject}",
        "due_on": due_on,
        "url": reverse(matters.kind(matter.kind).address, args=[matter.number]),
        "light": "bad" if late else "warn" if soon else "ok",
    }


def _strip_answer(count: dict[str, int]) -> str:
    words = _("已超期 %(late)s 件；今日到期 %(today)s 件；三个工作日内到期 %(soon)s 件。")
    return words % {"late": count["late"], "today": count["today"], "soon": count["soon"]}


def _point(line: queries.MonthLine) -> dict[str, Any]:
    return {"label": f"{MONTHS[line.month.month]}", "hits": line.on_time, "n": line.n}


def _rate_answer(months: list[queries.MonthLine]) -> str:
    hits, n = sum(line.on_time for line in months), sum(line.n for line in months)
    if not n:
        return _("还没有到期的诉求，暂无按时答复率。")
    words = _("近十二个月按时答复率 %(rate).1f%%（%(hits)s / %(n)s 件）。")
    return words % {"rate": 100 * hits / n, "hits": hits, "n": n}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
