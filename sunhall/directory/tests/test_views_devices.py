"""How many devices at a time, whose they are, and how a sign-in ends (身份鉴别 b)."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from sunhall.directory import actions, events, jobs, queries
from sunhall.directory.rules import device_words
from sunhall.ground.access.models import Account, SignIn
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import Refused
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db

NOON = "2026-03-02 12:00+08:00"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 MicroMessenger/8.0"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0"


@pytest.fixture(autouse=True)
def clock():
    cache.clear()
    with time_machine.travel(NOON, tick=False) as travelled:
        yield travelled


def sign_in(code: str = "zhao", agent: str = DESK, address: str = "10.1.2.3") -> Client:
    Account.objects.filter(username=code).update(password_changed_at=now())
    client = Client(headers={"User-Agent": agent})
    told_password = {"login": code, "password": PASSWORD}
    answer = client.post("/accounts/login/", told_password, REMOTE_ADDR=address)
    assert answer["Location"] == "/workbench/home/"
    return client


def ended(client: Client, path: str = "/workbench/") -> str:
    """What somebody reads who was signed out elsewhere and clicks on."""
    answer = client.get(path)
    assert answer["Location"].startswith("/accounts/ended/"), answer["Location"]
    return client.get(answer["Location"]).content.decode()


def test_the_fourth_device_ends_the_oldest_sign_in_and_tells_it_so(cast: Cast, clock) -> None:
    first = sign_in(agent=PHONE)
    others = []
    for _another in range(3):
        clock.shift(60)
        others.append(sign_in())
    words = ended(first, "/workbench/roster/?week=2026-03-02")
    assert "您的账号在另一台设备（Windows · Edge）上登录" in words
    assert "如果那不是您本人，请马上重新登录并修改密码" in words
    assert "next=%2Fworkbench%2Froster%2F%3Fweek%3D2026-03-02" in words
    assert all(client.get("/workbench/").status_code == 200 for client in others)
    last = story("staff:zhao")[-1].event
    assert last.told() == "结束一处登录（Android · 微信）：同时登录的设备超过上限，由新的登录替下"


def test_an_administrator_is_signed_in_on_one_device(cast: Cast, settings) -> None:
    settings.SECOND_FACTOR = False
    Account.objects.filter(username="zheng").update(needs_second_factor=False)
    cast.system_admin  # noqa: B018  # the actor is as the cast made it
    from_authenticator(cast)
    first, second = sign_in("zheng"), sign_in("zheng", LINUX)
    assert "Linux · Firefox" in ended(first)
    assert second.get("/workbench/", follow=True).status_code == 200


def from_authenticator(cast: Cast) -> None:
    """Take the second factor away, so that a password alone signs in."""
    actions.reset_second_factor("zheng", "测试需要", by=cast.security_admin)


def test_a_limit_of_none_ends_nothing(cast: Cast, settings) -> None:
    settings.SESSIONS = 0
    held = [sign_in() for _one in range(5)]
    assert all(client.get("/workbench/").status_code == 200 for client in held)


def test_an_asked_part_leads_the_whole_page_to_the_explanation(cast: Cast, settings) -> None:
    settings.SESSIONS = 1
    first = sign_in()
    sign_in()
    answer = first.get("/workbench/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith("/accounts/ended/")


def test_a_person_sees_own_devices_and_ends_one(cast: Cast, clock) -> None:
    phone = sign_in(agent=PHONE, address="36.7.8.9")
    clock.shift(60)
    desk = sign_in()
    sign_in("qian", LINUX)
    page = desk.get("/workbench/devices/").content.decode()
    assert "Windows · Edge" in page
    assert "Android · 微信" in page
    assert "36.7.*.*" in page
    assert "36.7.8.9" not in page
    assert "Firefox" not in page
    row = SignIn.objects.get(device="Android · 微信")
    assert desk.post(f"/workbench/devices/{row.pk}/end/")["Location"] == "/workbench/devices/"
    assert "您在另一台设备上结束了这里的登录" in ended(phone)
    assert told("staff:zhao")[-1] is events.SignInEnded
    assert not Session.objects.filter(session_key=row.session_key).exists()


def test_nobody_ends_the_sign_in_of_another_by_guessing_its_number(cast: Cast) -> None:
    desk, other = sign_in(), sign_in("qian")
    row = SignIn.objects.get(account__username="qian")
    assert desk.post(f"/workbench/devices/{row.pk}/end/").status_code == 404
    assert other.get("/workbench/").status_code == 200


def test_the_page_tells_when_each_device_was_last_used(cast: Cast, clock) -> None:
    client = sign_in()
    clock.shift(timedelta(minutes=7))
    client.get("/workbench/roster/")
    clock.shift(timedelta(minutes=2))
    (device,) = queries.devices_of(Account.objects.get(username="zhao").pk)
    assert device.seen_at - device.began_at == timedelta(minutes=7)


def test_the_security_administrator_ends_all_of_a_person(cast: Cast) -> None:
    held = [sign_in(), sign_in(agent=PHONE)]
    admin = cast.client_for("security_admin")
    assert "Android · 微信" in admin.get("/workbench/staff/zhao/").content.decode()
    address = "/workbench/staff/zhao/act/sign-ins/"
    assert admin.post(address, {"reason": "手机遗失"}).status_code == 302
    for client in held:
        assert "安全管理员结束了您在所有设备上的登录" in ended(client)
    assert story("staff:zhao")[-1].event.told() == "结束全部 2 处登录：手机遗失"


@pytest.mark.parametrize("who", ["system_admin", "audit_admin", "leader", "handler"])
def test_nobody_else_ends_the_sign_ins_of_a_person(cast: Cast, who: str) -> None:
    client = sign_in("qian")
    with pytest.raises(Refused, match="安全管理员结束"):
        actions.end_sign_ins("qian", "试一试", by=getattr(cast, who))
    assert "登录中的设备" not in cast.client_for(who).get("/workbench/staff/qian/").content.decode()
    assert client.get("/workbench/").status_code == 200


def test_signing_out_is_journalled_and_needs_no_explanation(cast: Cast) -> None:
    client = sign_in()
    client.post("/accounts/logout/")
    assert client.get("/workbench/")["Location"].startswith("/accounts/login/")
    assert "本人退出" in story("staff:zhao")[-1].event.told()
    assert queries.open_sign_ins(Account.objects.get(username="zhao").pk) == []


def test_a_new_password_keeps_this_device_and_ends_the_others(cast: Cast, clock) -> None:
    other = sign_in(agent=PHONE)
    client = sign_in()
    clock.shift(60)
    new = {"oldpassword": PASSWORD, "password1": "Lantern-77-sky", "password2": "Lantern-77-sky"}
    client.post("/accounts/password/", new)
    assert client.get("/workbench/").status_code == 200
    assert "这一台" in client.get("/workbench/devices/").content.decode()
    assert "这个账号的密码改过了" in ended(other)
    (row,) = queries.open_sign_ins(Account.objects.get(username="zhao").pk)
    assert row.session_key == client.session.session_key


def test_an_idle_session_is_explained_and_no_longer_counted(cast: Cast, clock) -> None:
    client = sign_in()
    clock.shift(timedelta(minutes=31))
    assert "一段时间没有操作" in ended(client)
    assert queries.open_sign_ins(Account.objects.get(username="zhao").pk) == []


def test_an_address_that_nobody_made_leads_to_sign_in(cast: Cast) -> None:
    assert Client().get("/accounts/ended/none/")["Location"] == "/accounts/login/"


def test_the_night_deletes_what_is_left_of_old_sessions(cast: Cast, clock) -> None:
    sign_in()
    clock.shift(timedelta(days=181))
    held = sign_in("qian")
    jobs.forget_old_sign_ins()
    assert [row.account.username for row in SignIn.objects.all()] == ["qian"]
    assert Session.objects.count() == 1
    assert held.get("/workbench/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (DESK, "Windows · Edge"),
        (PHONE, "Android · 微信"),
        (LINUX, "Linux · Firefox"),
        ("curl/8", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_a_device_is_named_in_words_its_owner_knows(agent: str, words: str) -> None:
    assert device_words(agent) == words
