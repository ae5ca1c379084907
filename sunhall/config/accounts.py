"""How allauth meets Sunhall: accounts are made in the directory, and its actions write."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sunhall.directory import actions, queries
from sunhall.directory.rules import device_words
from sunhall.ground.access.actor import VISITOR
from sunhall.ground.access.models import Account
from sunhall.ground.access.throttle import blocked, count_failure, first_use, forget
from sunhall.ground.sealed.ring import ring

SECOND_FACTOR_SEAL = "mfa_authenticator.secret"
_TRIES, _MINUTES = 5, 30

_SAID = {
    "account/messages/password_changed.txt": _("密码已修改"),
    "mfa/messages/totp_activated.txt": _("验证器已启用"),
    "mfa/messages/totp_deactivated.txt": _("验证器已停用"),
    "mfa/messages/webauthn_added.txt": _("安全密钥已添加"),
    "mfa/messages/webauthn_removed.txt": _("安全密钥已移除"),
    "mfa/messages/recovery_codes_generated.txt": _("新的恢复码已生成"),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """No public sign-up; passwords and sign-ins go through the directory's actions."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不正确，请核对后重新输入"),
        "enter_current_password": _("当前密码不正确，请重新输入"),
        "incorrect_password": _("密码不正确，请重新输入"),
        "incorrect_code": _("验证码不正确，请输入验证器上最新的 6 位数字"),
        "too_many_login_attempts": _("尝试次数较多，请 30 分钟后再试，或联系系统管理员"),
        "rate_limited": _("操作较频繁，请稍后再试"),
        "account_inactive": _("这个账号已停用，请联系系统管理员"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave counting to axes, which locks one user at one address, not everywhere."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.note_failed_sign_in(credentials.get("username", ""), _address(request), by=VISITOR)

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        if request.session.session_key is None:
            request.session.cycle_key()
        actions.note_sign_in(
            user.pk,
            _address(request),
            session_key=request.session.session_key or "",
            device=device_words(request.headers.get("User-Agent", "")),
            by=queries.actor_for_account(user.pk),
        )

    def logout(self, request: HttpRequest) -> None:
        actor, key = queries.actor_for_account(request.user.pk or 0), request.session.session_key
        super().logout(request)
        actions.note_sign_out(key or "", by=actor)

    def set_password(self, user: Account, password: str) -> None:
        actor = queries.actor_for_account(user.pk)
        actions.set_password(actor.id, password, by=actor)
        user.refresh_from_db()

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str = "",
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if words := _SAID.get(message_template):
            messages.add_message(request, level, words)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets of second factors are sealed; who needs one cannot remove the last."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("您的岗位须使用二次验证，请先添加另一种再停用这一种"),
        "cannot_generate_recovery_codes": _("请先启用验证器或安全密钥，再生成恢复码"),
    }

    def encrypt(self, text: str) -> str:
        return ring().seal(text, SECOND_FACTOR_SEAL)

    def decrypt(self, encrypted_text: str) -> str:
        return ring().open(encrypted_text, SECOND_FACTOR_SEAL)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user: Account = authenticator.user
        others = Authenticator.objects.filter(user=user).exclude(pk=authenticator.pk)
        real = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return not user.needs_second_factor or real.exists()


class _CountedCode:
    """Five tries, and each code once, across all processes."""

    user: Account
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.pop("placeholder", None)

    def clean_code(self) -> str:
        key, code = f"2fa:{self.user.pk}", "".join(self.cleaned_data["code"].split())
        if blocked(key):
            raise forms.ValidationError(Adapter.error_messages["too_many_login_attempts"])
        try:
            super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            count_failure(key, _TRIES, _MINUTES)
            raise
        if not first_use(f"2fa-used:{self.user.pk}:{code}", 2):
            raise forms.ValidationError(_("这个验证码刚才用过，请等验证器显示下一个再输入"))
        forget(key)
        return code


class CodeForm(_CountedCode, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second factor at sign-in."""


class CodeAgainForm(_CountedCode, ReauthenticateForm):  # type: ignore[misc]
    """The same before a change of sign-in."""


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
