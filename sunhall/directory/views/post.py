"""Organisations and posts: the tree, one post, what changes them."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import actions, queries
from sunhall.directory.views.forms import HoldForm, LeavePostForm, OrganisationForm, PostForm
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page


@staff("workbench.enter")
@require_GET
def organisations(request: Request) -> HttpResponse:
    """Show the tree with who answers for each post now, and the gaps ahead."""
    chosen = request.GET.get("o", "")
    branches = queries.branches(chosen)
    gaps = [(line.post, gap) for branch in branches for line in branch.lines for gap in line.gaps]
    return page(
        request,
        "directory/workbench/organisations.html",
        chosen=queries.organisation_for(chosen) if chosen else None,
        branches=branches,
        gaps=sorted(gaps, key=lambda pair: pair[1].from_at),
        may_manage=request.actor.may("directory.manage"),
    )


@staff("directory.manage")
@require_http_methods(["GET", "POST"])
def organisation_open(request: Request) -> HttpResponse:
    """Open an organisation."""
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        row = actions.open_organisation(by=request.actor, **form.cleaned_data)
        messages.success(request, _("已设立「%(name)s」") % {"name": row.name})
        return after(request, "workbench:organisations")
    return _form(request, form, _("设立机构"))


@staff("directory.manage")
@require_http_methods(["GET", "POST"])
def post_open(request: Request) -> HttpResponse:
    """Open a post."""
    form = PostForm(request.POST or None, initial={"organisation": request.GET.get("o", "")})
    if form.is_valid():
        row = actions.open_post(by=request.actor, **form.cleaned_data)
        messages.success(request, _("已设立「%(name)s」") % {"name": row.name})
        return after(request, "workbench:post", row.code)
    return _form(request, form, _("设立岗位"))


@staff("workbench.enter")
@require_GET
def post(request: Request, code: str) -> HttpResponse:
    """Show one post: who answers now, who held it, when it stood empty."""
    return _post(request, code)


@staff("directory.manage")
@require_POST
def post_hold(request: Request, code: str) -> HttpResponse:
    """Put a person on the post."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _post(request, code, status=422, hold=form)
    actions.hold_post(code, by=request.actor, **form.cleaned_data)
    messages.success(request, _("任职已登记"))
    return after(request, "workbench:post", code)


@staff("directory.manage")
@require_POST
def post_leave(request: Request, code: str) -> HttpResponse:
    """End a holding."""
    form = LeavePostForm(request.POST)
    if not form.is_valid():
        return _post(request, code, status=422, leave=form)
    actions.leave_post(code, by=request.actor, **form.cleaned_data)
    messages.success(request, _("离岗已登记"))
    return after(request, "workbench:post", code)


def _post(request: Request, code: str, *, status: int = 200, **more: object) -> HttpResponse:
    row = queries.post_for(code)
    (line,) = queries.post_lines([row])
    context = {
        "line": line,
        "holdings": queries.holdings_of(row),
        "empty_spells": queries.empty_spells_of(row),
        "may_manage": request.actor.may("directory.manage") and row.closed_on is None,
        "hold": HoldForm(),
        "leave": LeavePostForm(),
        **more,
    }
    return page(request, "directory/workbench/post.html", status=status, **context)


def _form(request: Request, form: OrganisationForm | PostForm, title: str) -> HttpResponse:
    return page(
        request,
        "directory/workbench/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
    )
