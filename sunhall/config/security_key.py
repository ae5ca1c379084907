"""Security keys 安全密钥 at sign-in: a key whose counter does not grow may be a copy of another."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.utils.translation import gettext as _

from sunhall.directory import actions
from sunhall.ground.access.actor import VISITOR


class NewKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A key registered; what goes wrong is said of the key, not of a code."""

    def clean(self) -> Any:
        try:
            return super().clean()
        except forms.ValidationError as error:
            raise forms.ValidationError(_("密钥没有登记成功：页面已过期，请再添加一次")) from error


class _Counted:
    """What allauth leaves out: the signature counter of WebAuthn (W3C, 7.2 step 22)."""

    cleaned_data: dict[str, Any]
    add_error: Callable[[None, str], None]

    def clean_credential(self) -> Authenticator | None:
        told = self.cleaned_data["credential"]
        try:
            key: Authenticator = super().clean_credential()  # type: ignore[misc]
        except forms.ValidationError:
            words = _("密钥没有通过：它不是本账号登记的那一把，或页面已过期。请用登记过的密钥再试")
            self.add_error(None, words)
            return None
        counter: int = parse_authentication_response(told).response.authenticator_data.counter
        if not actions.note_key_counter(key.pk, counter, by=VISITOR):
            words = _(
                "这把密钥的使用计数没有增加，可能被人复制，不能用它登录。"
                "请改用验证器或恢复码，并告诉安全管理员"
            )
            self.add_error(None, words)
            return None
        return key


class KeyForm(_Counted, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A key at sign-in."""


class KeyAgainForm(_Counted, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A key before a change of sign-in."""
