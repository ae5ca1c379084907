"""Staff: the list, one member, hiring, roles, accounts."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import actions, queries
from sunhall.directory.views.forms import GrantForm, HireForm, ReasonForm
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page

# What the reason form on the page of a member of staff may ask for, and what then is said.
_ACTS = {
    "disable": (actions.disable_account, gettext_lazy("账号已停用")),
    "enable": (actions.enable_account, gettext_lazy("账号已启用")),
    "factor": (actions.reset_second_factor, gettext_lazy("二次验证已重置，下次登录重新设置")),
    "sign-ins": (actions.end_sign_ins, gettext_lazy("全部登录已结束")),
    "go": (actions.let_staff_go, gettext_lazy("离任已办理，岗位与角色已收回")),
}


@staff("workbench.enter")
@require_GET
def members(request: Request) -> HttpResponse:
    """List the staff at work."""
    organisation, text = request.GET.get("o", ""), request.GET.get("q", "").strip()
    return page(
        request,
        "directory/workbench/staff.html",
        rows=queries.staff_lines(organisation, text),
        asked=text,
        chosen=organisation,
        organisations=queries.organisations_in_use(),
        may_manage=request.actor.may("directory.manage"),
    )


@staff("directory.manage")
@require_http_methods(["GET", "POST"])
def staff_hire(request: Request) -> HttpResponse:
    """Hire, and tell the one-time password once."""
    form = HireForm(request.POST or None)
    if form.is_valid():
        hired = actions.hire_staff(by=request.actor, **form.cleaned_data)
        return _told(request, hired.staff.code, hired.staff.name, hired.password)
    return page(
        request,
        "directory/workbench/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=_("录用工作人员"),
    )


@staff("workbench.enter")
@require_GET
def member(request: Request, code: str) -> HttpResponse:
    """Show one member of staff: posts, roles, leave, account."""
    return _member(request, code)


@staff("directory.grant")
@require_POST
def role_grant(request: Request, code: str) -> HttpResponse:
    """Grant a role."""
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _member(request, code, status=422, grant=form)
    actions.grant_role(code, by=request.actor, **form.cleaned_data)
    messages.success(request, _("角色已授予"))
    return after(request, "workbench:staff-member", code)


@staff("directory.grant")
@require_POST
def role_withdraw(request: Request, code: str, grant: int) -> HttpResponse:
    """Withdraw a role."""
    actions.withdraw_role(grant, request.POST.get("reason", ""), by=request.actor)
    messages.success(request, _("角色已收回"))
    return after(request, "workbench:staff-member", code)


@staff("directory.manage")
@require_POST
def password_reset(request: Request, code: str) -> HttpResponse:
    """Reset a password, and tell the one-time password once."""
    row = queries.staff_for(code)
    return _told(request, code, row.name, actions.reset_password(code, by=request.actor))


@staff("workbench.enter")
@require_POST
def staff_act(request: Request, code: str, act: str) -> HttpResponse:
    """Disable or enable an account, reset a second factor, or let somebody go."""
    if act not in _ACTS:
        raise refuse("请从页面上的按钮中选择")
    doing, words = _ACTS[act]
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _member(request, code, status=422, reason=form, act=act)
    doing(code, form.cleaned_data["reason"], by=request.actor)
    messages.success(request, words)
    if act == "go":
        return after(request, "workbench:staff")
    return after(request, "workbench:staff-member", code)


def _told(request: Request, code: str, name: str, password: str) -> HttpResponse:
    return page(
        request,
        "directory/workbench/password.html",
        code=code,
        name=name,
        password=password,
    )


def _member(request: Request, code: str, *, status: int = 200, **more: object) -> HttpResponse:
    row = queries.staff_for(code)
    may_grant = request.actor.may("directory.grant")
    context = {
        "member": row,
        "holdings": queries.holdings_by(row),
        "grants": queries.grant_lines(row),
        "leaves": queries.leaves_ahead(row),
        "answers_for": queries.posts_held(row.code),
        "devices": queries.devices_of(row.account_id) if may_grant else (),
        "at": now(),
        "may_manage": request.actor.may("directory.manage"),
        "may_grant": may_grant,
        "is_own": request.actor.code == f"staff:{row.code}",
        "grant": GrantForm(),
        "reason": ReasonForm(),
        **more,
    }
    return page(request, "directory/workbench/member.html", status=status, **context)
