"""Staff sign in by the rules of GB/T 22239-2019 level 3, 身份鉴别 (through the real pages)."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from sunhall.directory import actions, events, queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.access.models import Account, Throttle
from sunhall.ground.journal.models import Entry
from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import now
from tests.cast import AT_WORK, PASSWORD, STAFF, TOTP_SECRET, Cast

LOGIN = "/accounts/login/"
NEW = "Lantern-77-sky"


@pytest.fixture(autouse=True)
def _a_calm_noon():
    cache.clear()  # allauth remembers wrong and used codes there
    with time_machine.travel("2026-03-02 12:00+08:00", tick=False):
        yield


def sign_in(client: Client, code: str, password: str = PASSWORD, address: str = "10.0.0.1"):
    return client.post(LOGIN, {"login": code, "password": password}, REMOTE_ADDR=address)


def confirm(client: Client) -> None:
    """Say the password once more, as every change of sign-in asks."""
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def fresh(code: str) -> None:
    """Let the password of a member of the cast be of today."""
    Account.objects.filter(username=code).update(password_changed_at=now())


def totp(secret: str = TOTP_SECRET) -> str:
    counter = sorted(yield_hotp_counters_from_time())[0]
    return format_hotp_value(hotp_value(secret, counter))


def test_a_handler_signs_in_with_a_password_and_it_is_journalled(cast: Cast) -> None:
    fresh("zhao")
    client = Client()
    answer = sign_in(client, "zhao")
    assert answer.status_code == 302
    assert answer["Location"] == "/workbench/home/"
    assert client.get("/workbench/").status_code == 200
    assert told("staff:zhao")[-1] is events.StaffSignedIn


def test_a_wrong_password_is_said_in_words_and_journalled(cast: Cast) -> None:
    answer = sign_in(Client(), "zhao", "Wrong-2026-wrong")
    assert answer.status_code == 200
    assert "用户名或密码不正确，请核对后重新输入" in answer.content.decode()
    assert told("staff:zhao")[-1] is events.StaffSignInFailed


def test_an_unknown_user_name_gets_the_same_answer_and_no_entry(cast: Cast) -> None:
    before = Entry.objects.count()
    answer = sign_in(Client(), "nobody", "Wrong-2026-wrong")
    assert "用户名或密码不正确，请核对后重新输入" in answer.content.decode()
    assert Entry.objects.count() == before


def test_five_wrong_passwords_lock_this_user_at_this_address_only(cast: Cast) -> None:
    fresh("zhao")
    fresh("qian")
    for _try in range(5):
        last = sign_in(Client(), "zhao", "Wrong-2026-wrong")
    assert last.status_code == 429
    assert sign_in(Client(), "zhao").status_code == 429
    assert sign_in(Client(), "zhao", address="10.0.0.2").status_code == 302
    assert sign_in(Client(), "qian").status_code == 302


def test_the_lock_opens_after_half_an_hour(cast: Cast) -> None:
    fresh("zhao")
    for _try in range(5):
        sign_in(Client(), "zhao", "Wrong-2026-wrong")
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert sign_in(Client(), "zhao").status_code == 302
    assert not AccessAttempt.objects.filter(username="zhao").exists()


def test_a_new_hire_must_set_a_password_before_anything_else(cast: Cast) -> None:
    hired = actions.hire_staff("xin", "辛来", "qh-mz", by=SYSTEM)
    actions.grant_role("xin", "handler", organisation="qh-mz", by=SYSTEM)
    client = Client()
    assert sign_in(client, "xin", hired.password).status_code == 302
    assert client.get("/workbench/")["Location"] == "/accounts/password/"
    page = client.get("/accounts/password/")
    assert "首次登录或密码被重置后，请先设置自己的新密码" in page.content.decode()
    answer = client.post(
        "/accounts/password/",
        {
            "oldpassword": hired.password,
            "password1": "Lantern-77-sky",
            "password2": "Lantern-77-sky",
        },
    )
    assert answer.status_code == 302
    assert client.get("/workbench/").status_code == 200
    assert told("staff:xin")[-1] is events.PasswordSet


def test_a_new_password_is_not_one_of_the_last_five(cast: Cast) -> None:
    fresh("zhao")
    client = cast.client_for("handler")
    answer = client.post(
        "/accounts/password/",
        {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD},
    )
    assert "新密码请不要与最近五次用过的密码相同" in answer.content.decode()


def test_a_weak_password_is_refused_with_the_way_out(cast: Cast) -> None:
    answer = cast.client_for("handler").post(
        "/accounts/password/",
        {"oldpassword": PASSWORD, "password1": "aaaaaaaaaaaa", "password2": "aaaaaaaaaaaa"},
    )
    assert "密码请至少包含大写字母、小写字母、数字、符号中的三种" in answer.content.decode()


def test_an_expired_password_must_be_changed(cast: Cast) -> None:
    client = cast.client_for("handler")
    Account.objects.filter(username="zhao").update(password_changed_at=now() - timedelta(days=91))
    assert client.get("/workbench/")["Location"] == "/accounts/password/"
    Account.objects.filter(username="zhao").update(password_changed_at=now() - timedelta(days=89))
    assert client.get("/workbench/").status_code == 200


def test_an_expired_password_asked_for_by_htmx_leads_the_whole_page(cast: Cast) -> None:
    client = cast.client_for("handler")
    Account.objects.filter(username="zhao").update(password_changed_at=now() - timedelta(days=91))
    assert (
        client.get("/workbench/", headers={"HX-Request": "true"})["HX-Redirect"]
        == "/accounts/password/"
    )


@pytest.mark.parametrize("who", ["leader", "system_admin", "security_admin", "audit_admin"])
def test_leaders_and_administrators_without_second_factor_are_led_to_set_it_up(
    cast: Cast, who: str
) -> None:
    Authenticator.objects.all().delete()
    client = cast.client_for(who)
    assert client.get("/workbench/")["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/").content.decode()
    assert "您的岗位须使用二次验证" in page
    assert "/accounts/2fa/totp/activate/" in page


def test_an_authenticator_is_set_up_and_then_asked_for_at_sign_in(cast: Cast) -> None:
    fresh("sun")
    Authenticator.objects.all().delete()
    client = Client()
    sign_in(client, "sun")
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret, page
    answer = client.post("/accounts/2fa/totp/activate/", {"code": totp(secret[1])})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    assert "恢复码" in client.get(answer["Location"]).content.decode()
    assert client.get("/workbench/").status_code == 200
    kept = Authenticator.objects.get(user__username="sun", type="totp").data["secret"]
    assert secret[1] not in kept

    again = Client()
    assert sign_in(again, "sun")["Location"] == "/accounts/2fa/authenticate/"
    assert again.get("/workbench/")["Location"].startswith(LOGIN)
    assert "验证器上的 6 位数字" in again.get("/accounts/2fa/authenticate/").content.decode()
    wrong = again.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "验证码不正确，请输入验证器上最新的 6 位数字" in wrong.content.decode()
    done = again.post("/accounts/2fa/authenticate/", {"code": totp(secret[1])})
    assert done["Location"] == "/workbench/home/"
    assert again.get("/workbench/").status_code == 200


def second_factor(code: str):
    """What is answered to a code at a new sign-in."""
    fresh("sun")
    client = Client()
    sign_in(client, "sun")
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def test_a_code_signs_in_once(cast: Cast) -> None:
    code = totp()
    assert second_factor(code).status_code == 302
    cache.clear()  # another process remembers nothing but what the database keeps
    assert "这个验证码刚才用过" in second_factor(code).content.decode()


def test_a_code_of_sign_in_does_not_confirm_a_change(cast: Cast) -> None:
    fresh("sun")
    client, code = Client(), totp()
    sign_in(client, "sun")
    client.post("/accounts/2fa/authenticate/", {"code": code})
    cache.clear()
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code})
    assert "这个验证码刚才用过" in answer.content.decode()


@pytest.mark.parametrize(("seconds", "status"), [(-60, 200), (-30, 302), (30, 302), (60, 200)])
def test_a_clock_may_be_one_step_off_and_not_two(cast: Cast, seconds: int, status: int) -> None:
    with time_machine.travel(now() + timedelta(seconds=seconds), tick=False):
        code = totp_now()
    assert second_factor(code).status_code == status


def totp_now() -> str:
    """What an authenticator shows at this very instant."""
    return format_hotp_value(hotp_value(TOTP_SECRET, int(now().timestamp()) // 30))


def test_a_recovery_code_signs_in_once_and_its_neighbour_still_does(cast: Cast) -> None:
    account = Account.objects.get(username="sun")
    codes = RecoveryCodes.activate(account).generate_codes()
    assert second_factor(codes[0]).status_code == 302
    Throttle.objects.all().delete()  # not the short memory of used codes refuses, but the list
    cache.clear()
    assert "验证码不正确" in second_factor(codes[0]).content.decode()
    assert second_factor(codes[1]).status_code == 302


@pytest.mark.parametrize("who", ["leader", "system_admin", "security_admin", "audit_admin"])
def test_without_second_factor_no_page_of_the_house_opens(cast: Cast, who: str) -> None:
    Authenticator.objects.all().delete()
    client = cast.client_for(who)
    for path in ("/workbench/", "/workbench/devices/", "/workbench/staff/", "/workbench/audit/"):
        assert client.get(path)["Location"] == "/accounts/2fa/", path
    answer = client.post("/workbench/staff/zhao/act/disable/", {"reason": "试一试"})
    assert answer["Location"] == "/accounts/2fa/"
    assert Account.objects.get(username="zhao").is_active


def test_five_wrong_codes_block_the_second_factor(cast: Cast) -> None:
    fresh("sun")
    client = Client()
    sign_in(client, "sun")
    for _try in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/accounts/2fa/authenticate/", {"code": totp()})
    assert "尝试次数较多，请 30 分钟后再试" in answer.content.decode()


def test_who_needs_a_second_factor_cannot_remove_the_last_one(cast: Cast) -> None:
    fresh("sun")
    client = Client()
    sign_in(client, "sun")
    client.post("/accounts/2fa/authenticate/", {"code": totp()})
    confirm(client)
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "您的岗位须使用二次验证，请先添加另一种再停用这一种" in answer.content.decode()
    assert Authenticator.objects.filter(user__username="sun", type="totp").exists()


def test_a_disabled_account_is_out_with_the_next_click(cast: Cast) -> None:
    client = cast.client_for("handler")
    assert client.get("/workbench/").status_code == 200
    actions.disable_account("zhao", "核查期间停用", by=cast.system_admin)
    assert client.get("/workbench/")["Location"].startswith(LOGIN)


def test_a_lost_second_factor_is_reset_by_the_security_administrator(cast: Cast) -> None:
    actions.reset_second_factor("sun", "手机遗失，已核实身份", by=cast.security_admin)
    assert not Authenticator.objects.filter(user__username="sun").exists()
    assert told("staff:sun")[-1] is events.SecondFactorReset


def test_an_administrator_is_signed_out_sooner_than_a_handler(cast: Cast, settings) -> None:
    admin, handler = cast.client_for("system_admin"), cast.client_for("handler")
    admin.get("/workbench/")
    handler.get("/workbench/")
    assert admin.session.get_expiry_age() == 60 * settings.ADMIN_IDLE_MINUTES
    assert handler.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize("who", sorted(AT_WORK))
def test_every_member_of_the_cast_gets_into_the_workbench(cast: Cast, who: str) -> None:
    assert cast.client_for(who).get("/workbench/", follow=True).status_code == 200
    assert queries.actor_for_staff(STAFF[who][0]).may("workbench.enter")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "totp/activate/",
        "totp/deactivate/",
        "webauthn/",
        "webauthn/add/",
        "recovery-codes/generate/",
    ],
)
def test_the_pages_of_the_second_factor_speak_chinese_in_our_frame(
    cast: Cast, address: str
) -> None:
    fresh("sun")
    client = Client()
    sign_in(client, "sun")
    client.post("/accounts/2fa/authenticate/", {"code": totp()})
    assert "再次确认身份" in client.get("/accounts/reauthenticate/").content.decode()
    confirm(client)
    page = client.get(f"/accounts/2fa/{address}", follow=True).content.decode()
    assert page.count("<h1>") == 1
    assert 'class="top"' in page
