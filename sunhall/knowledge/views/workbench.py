"""Pages of the knowledge base for staff: find, read, compare (H12)."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page, part
from sunhall.knowledge import queries, rules
from sunhall.knowledge.views.forms import DoubtForm, ReplyForm, WithdrawForm

SHOWN = 200


@staff("knowledge.read")
@require_GET
def knowledge(request: Request) -> HttpResponse:
    """知识库: find by words, pinyin or what people say; else what is in use, waits, runs out."""
    text, tab = request.GET.get("q", "").strip()[:300], request.GET.get("tab", "all")
    tab = tab if tab in queries.TABS else "all"
    owner = request.GET.get("owner", "")
    rows = [] if text else queries.told(
        queries.articles_in(request.actor, tab, organisation=owner)[:SHOWN]
    )  # fmt: skip
    return part(
        request,
        "knowledge/workbench/knowledge.html#found",
        q=text,
        tab=tab,
        tabs=_tabs(request, tab),
        hits=queries.hits(request.actor, text, limit=20) if text else [],
        rows=rows,
        may_draft=rules.may_draft(request.actor),
        may_count=request.actor.may("figures.read"),
        may_mark=request.actor.may("knowledge.review") or request.actor.may("knowledge.manage"),
        may_load=rules.may_load(request.actor),
    )


@staff("knowledge.read")
@require_GET
def article(request: Request, number: str) -> HttpResponse:
    """One article with its versions, who used it where, and what was found wrong."""
    return show(request, number)


@staff("knowledge.read")
@require_GET
def version(request: Request, number: str, n: int) -> HttpResponse:
    """One version, and what it changed."""
    found = queries.page_of(request.actor, queries.article_for(request.actor, number))
    shown = next((row for row in found.versions if row.n == n), None)
    if shown is None:
        raise NotFound(f"{number}@{n}")
    before = next((row for row in found.versions if row.n < n), None)
    return page(
        request,
        "knowledge/workbench/version.html",
        page=found,
        article=found.article,
        version=shown,
        before=before,
        changes=queries.differences(before, shown) if before else [],
    )


def show(request: Request, number: str, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an article, with a form that was refused in its place."""
    row = queries.article_for(request.actor, number)
    found = queries.page_of(request.actor, row)
    actor, about = request.actor, found.facts
    context: dict[str, Any] = {
        "doubt_form": DoubtForm(),
        "reply_form": ReplyForm(),
        "withdraw_form": WithdrawForm(),
        "reply_to": None,
    }
    return page(
        request,
        "knowledge/workbench/article.html",
        status=status,
        page=found,
        article=row,
        version=found.shown,
        verdicts={
            "edit": rules.may_edit(actor, about),
            "submit": rules.may_submit(actor, about),
            "review": rules.may_review(actor, about),
            "withdraw": rules.may_withdraw(actor, about),
            "doubt": rules.may_doubt(actor, about),
            "reply": rules.may_answer_doubt(actor, about),
        },
        entries=queries.story_of(row) if found.may_see_drafts else [],
        **(context | forms),
    )


def _tabs(request: Request, now: str) -> list[dict[str, Any]]:
    """The tabs with how many there are, where somebody has to do something about them."""
    counted = ("review", "near", "expired", "doubts")
    return [
        {
            "text": words,
            "url": f"?tab={code}",
            "current": code == now,
            "count": queries.articles_in(request.actor, code)[:100].count()
            if code in counted
            else None,
        }
        for code, (words, _rows) in queries.TABS.items()
    ]
