"""Doors of writing and reviewing articles (H12)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sunhall.ground.kit.refusal import require
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.knowledge import actions, queries, rules
from sunhall.knowledge.views.forms import (
    ArticleForm,
    NewArticleForm,
    ReturnForm,
    WithdrawForm,
)
from sunhall.knowledge.views.workbench import show

form_page = require_http_methods(["GET", "POST"])


@staff("knowledge.write")
@form_page
def new(request: Request) -> HttpResponse:
    """Draft a new article."""
    own = queries.own_organisations(request.actor)
    form = NewArticleForm(request.POST or None, own=own[-1] if own else "")
    made: list[str] = []

    def step() -> None:
        organisation = form.cleaned_data["organisation"]
        row = actions.draft_article(form.draft(), organisation=organisation, by=request.actor)
        made.append(row.number)

    if request.method == "POST" and form.is_valid() and taken(form, step):
        messages.success(request, _("已保存草稿，提交后由其他人员审核"))
        return after(request, "workbench:article", made[0])
    return _form(request, form)


@staff("knowledge.write")
@form_page
def edit(request: Request, number: str) -> HttpResponse:
    """Change the draft, or begin the next version."""
    row = queries.article_for(request.actor, number)
    require(rules.may_edit(request.actor, queries.facts(row)))
    draft = queries.open_version(row)
    base = draft or queries.newest(row)
    initial = {part: getattr(base, part) for part in rules.PARTS}
    initial["writes"] = draft.writes if draft else None
    form = ArticleForm(request.POST or None, initial=initial)

    def step() -> object:
        writes = form.cleaned_data["writes"]
        return actions.rewrite_article(number, form.draft(), by=request.actor, writes=writes)

    if request.method == "POST" and form.is_valid() and taken(form, step):
        messages.success(request, _("已保存草稿"))
        return after(request, "workbench:article", number)
    return _form(request, form, article=row, base=base)


@staff("knowledge.write")
@require_POST
def submit(request: Request, number: str) -> HttpResponse:
    """Hand the draft to the reviewer."""
    actions.submit_article(number, by=request.actor)
    messages.success(request, _("已提交审核"))
    return after(request, "workbench:article", number)


@staff("knowledge.read")
@form_page
def review(request: Request, number: str) -> HttpResponse:
    """Read what would change, then publish it or give it back."""
    row = queries.article_for(request.actor, number)
    verdict = rules.may_review(request.actor, queries.facts(row))
    require(verdict)
    version = queries.open_version(row)
    assert version is not None
    form = ReturnForm(request.POST if "return" in request.POST else None)
    if "publish" in request.POST:
        seal = request.POST.get("seal", "")
        actions.publish_article(number, seal=seal, by=request.actor)
        messages.success(request, _("已发布"))
        return after(request, "workbench:article", number)
    if "return" in request.POST and form.is_valid():
        words = form.cleaned_data["words"]
        if taken(form, lambda: actions.return_article(number, words=words, by=request.actor)):
            messages.success(request, _("已退回修改"))
            return after(request, "workbench:knowledge")
    return page(
        request,
        "knowledge/workbench/review.html",
        status=422 if form.errors else 200,
        article=row,
        page=queries.page_of(request.actor, row),
        version=version,
        seal=queries.seal_of(version),
        changes=queries.differences(row.current, version) if row.current else [],
        form=form,
    )


@staff("knowledge.read")
@require_POST
def withdraw(request: Request, number: str) -> HttpResponse:
    """Take an article out of use."""
    form = WithdrawForm(request.POST)

    def step() -> object:
        reason = form.cleaned_data["reason"]
        return actions.withdraw_article(number, reason=reason, by=request.actor)

    if form.is_valid() and taken(form, step):
        messages.success(request, _("已撤下，查不到了；已经引用它的答复不变"))
        return after(request, "workbench:article", number)
    return show(request, number, status=422, withdraw_form=form)


def _form(request: Request, form: ArticleForm, **more: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "knowledge/workbench/form.html", status=status, form=form, **more)
