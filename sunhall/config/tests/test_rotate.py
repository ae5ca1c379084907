"""Rotation reaches every sealed value, the secrets of second factors too (K6)."""

import argparse
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator

from sunhall.config.command import rotate
from sunhall.ground.access.models import Account
from tests.cast import Cast

OLD, NEW = "1:" + "a" * 64, "2:" + "b" * 64


def run() -> int:
    return rotate.run(argparse.Namespace())


@pytest.fixture
def factor(cast: Cast, settings: Any) -> Authenticator:
    """A second factor set up under the old key."""
    settings.SEALED_KEYS = [OLD]
    account = Account.objects.order_by("pk").first()
    secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
    return Authenticator.objects.create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": secret}
    )


def test_after_a_rotation_the_old_key_can_go(factor: Authenticator, settings: Any) -> None:
    settings.SEALED_KEYS = [NEW, OLD]
    run()
    settings.SEALED_KEYS = [NEW]
    factor.refresh_from_db()
    assert get_adapter().decrypt(factor.data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_a_second_rotation_changes_nothing(factor: Authenticator, settings: Any) -> None:
    settings.SEALED_KEYS = [NEW, OLD]
    run()
    factor.refresh_from_db()
    before = factor.data["secret"]
    run()
    factor.refresh_from_db()
    assert factor.data["secret"] == before


def test_a_secret_that_does_not_open_is_named_and_kept(
    factor: Authenticator, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    before = factor.data["secret"]
    settings.SEALED_KEYS = [NEW]
    assert run() == 1
    factor.refresh_from_db()
    assert factor.data["secret"] == before
    assert "mfa_authenticator.secret" in capsys.readouterr().out
