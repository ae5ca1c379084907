"""GB/T 22239 身份鉴别 d: a leader signs in with a security key; copies and strangers stay outside.

The browser carries a virtual key (WebAuthn of the DevTools protocol), so the whole ceremony runs:
challenge, signature, origin, counter.
"""

import pytest
from allauth.mfa.models import Authenticator

from sunhall.directory import events
from sunhall.ground.access.models import Account
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import now
from tests.cast import PASSWORD
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW_KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Keyring:
    """The keys that are plugged into one browser."""

    def __init__(self, page):
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("WebAuthn.enable")
        self.key = self.plug_in()

    def plug_in(self):
        added = self.tools.send("WebAuthn.addVirtualAuthenticator", {"options": NEW_KEY})
        return added["authenticatorId"]

    def pull_out(self):
        self.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.key})

    def exchange(self):
        """Another key, on which nothing is registered."""
        self.pull_out()
        self.key = self.plug_in()

    def credential(self):
        (found,) = self.tools.send("WebAuthn.getCredentials", {"authenticatorId": self.key})[
            "credentials"
        ]
        # The oldest Chromium of the floor does not say for whom, and asks for it when one is laid.
        return {"rpId": "localhost", **found}

    def copy(self, *, counter):
        """A key with the same secret, as a thief would make it, at an older counter."""
        copied = {**self.credential(), "signCount": counter}
        self.exchange()
        self.tools.send(
            "WebAuthn.addCredential", {"authenticatorId": self.key, "credential": copied}
        )


@pytest.fixture
def leader(county):
    """The leader, who has no second factor yet."""
    Authenticator.objects.all().delete()
    Account.objects.filter(username="sun").update(password_changed_at=now())
    return "sun"


def sign_in(one, code):
    one.go("/accounts/login/")
    one.write("用户名", code)
    one.write("密码", PASSWORD)
    one.tap("登录", "button")


def sign_out(one):
    one.go("/accounts/logout/")
    one.tap("退出", "button")


def register(one, *, then="**/recovery-codes/"):
    """Set up the key, as the page that a leader is led to asks for."""
    one.page.locator('a[href="/accounts/2fa/webauthn/add/"]').first.click()
    if one.page.get_by_label("密码").count():
        one.write("密码", PASSWORD)
        one.tap("确认", "button")
    one.write("给这把密钥起个名字", "钥匙串上的一把")
    one.shot("add")
    assert one.barriers() == []
    one.tap("添加", "button")
    one.page.wait_for_url(then)


def use_key(one):
    one.page.get_by_role("button", name="改用安全密钥").click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_a_leader_is_led_to_a_key_and_signs_in_with_it(county, leader, walker, size):
    one = walker(f"key-{size[0]}", size=size)
    Keyring(one.page)
    sign_in(one, leader)
    for elsewhere in ("/workbench/", "/workbench/watch/", "/workbench/devices/"):
        one.go(elsewhere)
        assert one.page.url.endswith("/accounts/2fa/")
    assert one.sees("管理员和领导必须启用其中一种")
    register(one)
    one.tap("进入工作台")
    one.page.wait_for_url("**/workbench/**")
    sign_out(one)
    sign_in(one, leader)
    one.go("/workbench/")
    assert one.page.url.endswith("/accounts/2fa/authenticate/")
    one.shot("authenticate")
    assert one.barriers() == []
    use_key(one)
    one.page.wait_for_url("**/workbench/**")
    assert told(f"staff:{leader}")[-1] is events.StaffSignedIn
    assert one.complaints == []


def test_a_key_that_was_never_registered_is_refused(county, leader, walker):
    one = walker("key-wrong")
    keys = Keyring(one.page)
    sign_in(one, leader)
    register(one)
    sign_out(one)
    keys.exchange()
    sign_in(one, leader)
    use_key(one)
    one.page.get_by_role("heading", name="密钥没有回应").wait_for()
    one.shot("refused")
    assert one.barriers() == []
    one.go("/workbench/")
    assert "/accounts/" in one.page.url


def test_a_copied_key_is_refused_and_told(county, leader, walker):
    one = walker("key-copied")
    keys = Keyring(one.page)
    sign_in(one, leader)
    register(one)
    for _time in range(2):
        sign_out(one)
        sign_in(one, leader)
        use_key(one)
        one.page.wait_for_url("**/workbench/**")
    sign_out(one)
    kept = keys.credential()["signCount"]
    keys.copy(counter=0)
    sign_in(one, leader)
    use_key(one)
    one.page.get_by_text("可能被人复制，不能用它登录").first.wait_for()
    one.shot("refused")
    assert one.barriers() == []
    (doubt,) = [
        e.event for e in story("staff:sun") if isinstance(e.event, events.SecurityKeyDoubted)
    ]
    assert (doubt.counter, doubt.kept, doubt.name) == (1, kept, "钥匙串上的一把")
    one.go("/workbench/")
    assert "/accounts/" in one.page.url


def test_a_removed_key_no_longer_signs_in(county, leader, walker):
    one = walker("key-removed")
    keys = Keyring(one.page)
    sign_in(one, leader)
    register(one)
    lost = keys.credential()
    keys.exchange()
    one.go("/accounts/2fa/webauthn/")
    one.page.get_by_role("link", name="移除").click()
    one.tap("移除", "button")
    assert one.sees("您的岗位须使用二次验证，请先添加另一种再停用这一种")
    one.go("/accounts/2fa/")
    one.page.locator('a[href="/accounts/2fa/webauthn/"]').click()
    register(one, then="**/accounts/2fa/")
    one.go("/accounts/2fa/webauthn/")
    one.page.get_by_role("link", name="移除").first.click()
    one.tap("移除", "button")
    one.page.wait_for_url("**/webauthn/")
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    sign_out(one)
    keys.exchange()
    keys.tools.send("WebAuthn.addCredential", {"authenticatorId": keys.key, "credential": lost})
    sign_in(one, leader)
    use_key(one)
    one.page.get_by_role("heading", name="密钥没有回应").wait_for()
