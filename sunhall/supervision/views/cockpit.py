"""The cockpit: ten seconds to see what is late, what turns red next, and where (V1; ux B5, B6)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from sunhall.ground.kit.now import now, today
from sunhall.ground.web import dates
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.ground.web.words import fill
from sunhall.matters import queries as matters
from sunhall.supervision import queries, rules

LEAST_POINTS = 2


@staff("supervision.watch")
@require_GET
def cockpit(request: Request) -> HttpResponse:
    """Answer: what is late, what turns red next, where; every number opens its list."""
    actor = request.actor
    board, offices = queries.board(actor), queries.by_office(actor)
    months = queries.by_month(actor)
    return page(
        request,
        "supervision/workbench/cockpit.html",
        asked=[(one, board.counts[one.code], list_url(view=one.code)) for one in rules.QUESTIONS],
        sentences=[_sentence(line) for line in queries.worst(offices)],
        offices=[_office(line) for line in offices],
        dots=[_dot(due) for due in queries.due_ahead(actor)],
        totals=_totals(board),
        strip_answer=_strip_answer(board),
        points=[_point(line) for line in months] if len(months) >= LEAST_POINTS else [],
        rate_answer=_rate_answer(months),
        open=sum(line.open for line in offices),
        all_url=reverse("workbench:watch-list"),
        ahead=rules.AHEAD_DAYS,
        as_of=now(),
    )


def list_url(**wanted: str) -> str:
    """The address of a list."""
    return f"{reverse('workbench:watch-list')}?{urlencode(wanted)}"


def _sentence(line: queries.OfficeLine) -> dict[str, str]:
    words = ngettext(
        "%(name)s 有 %(late)s 件超期，最久的已超 %(days)s 天",
        "%(name)s 有 %(late)s 件超期，最久的已超 %(days)s 天",
        line.late,
    )
    return {
        "text": fill(words, {"name": line.name, "late": line.late, "days": line.days_late}),
        "url": list_url(view="late", post=line.post),
    }


def _office(line: queries.OfficeLine) -> dict[str, Any]:
    """A line of the table; a number that is not nothing opens its list."""
    views = {"late": line.late, "soon": line.soon, "paused": line.paused}
    urls = {view: list_url(view=view, post=line.post) for view, count in views.items() if count}
    return {"line": line, "url": list_url(post=line.post), "urls": urls}


def _dot(due: queries.Due) -> dict[str, Any]:
    return {
        "label": f"{due.number} {due.subject}",
        "due_on": today() + timedelta(days=due.offset),
        "url": reverse(matters.kind(due.kind).address, args=[due.number]),
        "light": "bad" if due.offset < 0 else "warn" if due.offset <= 1 else "ok",
    }


def _totals(board: queries.Board) -> dict[int, dict[str, Any]]:
    """How many each column of the strip holds, and the list of just these."""
    days = {(day - today()).days: (count, _day_url(day)) for day, count in board.days.items()}
    days[-1] = (board.counts["late"], list_url(view="late"))
    days[rules.AHEAD_DAYS] = (board.counts["later"], list_url(view="later"))
    return {at: {"count": count, "url": url} for at, (count, url) in days.items()}


def _day_url(day: date) -> str:
    return list_url(view="today") if day == today() else list_url(day=f"{day}")


def _strip_answer(board: queries.Board) -> str:
    words = _("已超期 %(late)s 件；今日到期 %(today)s 件；三个工作日内到期 %(soon)s 件。")
    return words % board.counts


def _point(line: queries.MonthLine) -> dict[str, Any]:
    return {"label": dates.month(line.month.month), "hits": line.on_time, "n": line.n}


def _rate_answer(months: list[queries.MonthLine]) -> str:
    hits, n = sum(line.on_time for line in months), sum(line.n for line in months)
    if not n:
        return _("还没有到期的诉求，暂无按时答复率。")
    words = _("近十二个月按时答复率 %(rate)s%%（%(hits)s / %(n)s 件）。")
    return words % {"rate": f"{100 * hits / n:.1f}", "hits": hits, "n": n}
