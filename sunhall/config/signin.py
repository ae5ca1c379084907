"""What staff must do before anything else: change an old password, set up a second factor."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from sunhall.directory import actions, queries
from sunhall.directory.rules import is_administrator
from sunhall.directory.views.sign_in import ended_url
from sunhall.ground.access.models import Account
from sunhall.ground.kit.now import now

# Reachable while something is owed: the ways to do it, to get help, and out.
_ALWAYS = ("/accounts/", "/static/", "/help/", "/preferences/", "/cookies/")
_READY = "second-factor-ready"


class SignInMiddleware:
    """Hold signed-in staff to the rules of GB/T 22239 身份鉴别 a, b and d."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, Account):
            return _ended(request) or self.get_response(request)
        before = request.session.session_key
        response = self._signed_in(request, user)
        after = request.session.session_key
        if before and after and before != after:
            actions.follow_session(before, after, by=request.actor)  # type: ignore[attr-defined]
        return response

    def _signed_in(self, request: HttpRequest, user: Account) -> HttpResponse:
        if is_administrator(request.actor.roles):  # type: ignore[attr-defined]
            request.session.set_expiry(60 * settings.ADMIN_IDLE_MINUTES)
        if request.path.startswith(_ALWAYS):
            return self.get_response(request)
        if words := _password_owed(user):
            return _lead(request, "account_change_password", words)
        if _factor_owed(request, user):
            words = _("您的岗位须使用二次验证，请先启用验证器或安全密钥")
            return _lead(request, "mfa_index", words)
        return self.get_response(request)


def _ended(request: HttpRequest) -> HttpResponse | None:
    """Tell who was signed out elsewhere why, instead of just asking for the password again."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    inside = request.path.startswith("/workbench/")
    if not (key and inside) or request.actor.is_resident:  # type: ignore[attr-defined]
        return None
    row = queries.sign_in_behind(key)
    if row is None or row.ended_by == "left":
        return None
    back = request.get_full_path() if request.method == "GET" and not _by_htmx(request) else ""
    return _go(request, ended_url(row.pk, back))


def _password_owed(user: Account) -> str:
    if user.must_change_password:
        return _("首次登录或密码被重置后，请先设置自己的新密码")
    changed = user.password_changed_at
    if changed is None or now() - changed > timedelta(days=settings.PASSWORD_DAYS):
        return _("密码已使用超过 %(days)s 天，请更换") % {"days": settings.PASSWORD_DAYS}
    return ""


def _factor_owed(request: HttpRequest, user: Account) -> bool:
    """Ask the database once per sign-in; the last factor of these users cannot be removed."""
    if not (settings.SECOND_FACTOR and user.needs_second_factor):
        return False
    if not request.session.get(_READY):
        request.session[_READY] = is_mfa_enabled(user)
    return not request.session[_READY]


def _lead(request: HttpRequest, to: str, words: str) -> HttpResponse:
    messages.warning(request, words)
    return _go(request, reverse(to))


def _go(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if _by_htmx(request) else redirect(url)


def _by_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
