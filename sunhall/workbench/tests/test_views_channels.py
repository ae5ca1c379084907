"""来件渠道: who sees what came in, what waits, and what a person decides (H1, K7)."""

import socket
from typing import Any

import pytest
from django.urls import reverse

from sunhall.config.command import basics
from sunhall.ground.inbox import source
from sunhall.ground.inbox.adapters.email.boxes import Box
from sunhall.ground.inbox.adapters.email.read import letter_of
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.take import take_in
from sunhall.ground.inbox.tests.gateway import KEY, NUMBERS, PHONE, report, send, text
from sunhall.ground.inbox.tests.letters import TEXT, letter
from sunhall.ground.journal.models import Delivery
from sunhall.ground.journal.worker import drain
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions
from sunhall.hotline.models import Request
from tests.cast import Cast

BOX = Box("mayor", "县长信箱", "127.0.0.1", 143, "m", "x", "none", address="mayor@example.cn")
PAGE = "/workbench/channels/"


@pytest.fixture
def hall(desk: Cast, settings: Any) -> Cast:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.MAILBOXES = [f"imap://m:x@127.0.0.1:{port}/?code=mayor&name=县长信箱&address=m@x.cn"]
    basics.lay_messages()
    return desk


def come(raw: bytes) -> Incoming:
    item = take_in("email", letter_of(raw, box=BOX))
    drain()
    item.refresh_from_db()
    return item


def shown(cast: Cast, who: str, address: str = PAGE) -> str:
    answer = cast.client_for(who).get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_channel_that_is_not_configured_says_the_way_out(desk, settings):
    settings.MAILBOXES = []
    page = shown(desk, "system_admin")
    assert "未配置" in page
    assert "SUNHALL_MAILBOXES" in page
    assert "还没有来件" in page


def test_the_light_tells_what_failed_and_self_check_tells_it_at_once(hall):
    source.heard("email", "mayor")
    assert "正常" in shown(hall, "system_admin")
    client = hall.client_for("system_admin")
    answer = client.post(reverse("workbench:channel-check", args=["email"]), {"account": "mayor"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{PAGE}email/"
    for address in (PAGE, f"{PAGE}email/"):
        page = shown(hall, "system_admin", address)
        assert "出错" in page
        assert "连不上邮件服务器" in page


def test_who_keeps_the_machine_sees_that_something_waits_and_not_from_whom(hall):
    item = come(letter(Precedence="bulk"))
    page = shown(hall, "system_admin")
    assert "待人工" in page
    assert "群发或系统发出" in page
    assert "x***@example.com" not in page
    assert item.code not in page
    assert hall.client_for("system_admin").get(f"{PAGE}items/{item.code}/").status_code == 403


def test_a_clerk_reads_what_was_held_and_has_it_registered(hall):
    item = come(letter(Precedence="bulk"))
    assert f"{PAGE}items/{item.code}/" in shown(hall, "operator")
    page = shown(hall, "operator", f"{PAGE}items/{item.code}/")
    assert TEXT in page
    assert "xiulan@example.com" not in page
    hall.client_for("operator").post(f"{PAGE}items/{item.code}/release/")
    drain()
    number = Request.objects.get().matter.number
    assert number in shown(hall, "operator")


def test_a_clerk_refuses_with_a_reason_and_nothing_typed_is_lost(hall):
    item = come(letter(List_Id="<x.example.com>"))
    client = hall.client_for("operator")
    answer = client.post(f"{PAGE}items/{item.code}/refuse/", {"reason": "广"})
    assert "请写明不予登记的理由" in answer.content.decode()
    assert 'value="广"' in answer.content.decode()
    client.post(f"{PAGE}items/{item.code}/refuse/", {"reason": "广告邮件"})
    item.refresh_from_db()
    assert (item.state, item.reason) == ("refused", "广告邮件")


def test_what_could_not_be_registered_is_shown_with_its_error_and_tried_again(hall, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no places today")

    with monkeypatch.context() as patch:
        patch.setattr("sunhall.hotline.queries.place_meant", broken)
        item = come(letter())
    assert "no places today" in shown(hall, "operator")
    hall.client_for("operator").post(f"{PAGE}items/{item.code}/retry/")
    drain()
    item.refresh_from_db()
    assert item.state == "taken"
    assert not Delivery.objects.filter(done_at=None).exists()


def test_the_original_is_handed_out_to_save_and_the_opening_is_told(hall):
    raw = letter()
    item = come(raw)
    answer = hall.client_for("operator").get(f"{PAGE}items/{item.code}/files/{item.raw}/")
    assert b"".join(answer.streaming_content) == raw
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_became_a_sealed_request_is_closed_to_the_desk(hall):
    item = come(letter())
    number = item.about.removeprefix("matter:")
    actions.pass_to_inspection(number, by=hall.operator)
    actions.sign_request(number, by=hall.inspector)
    client = hall.client_for("operator")
    assert client.get(f"{PAGE}items/{item.code}/").status_code == 404
    assert client.get(f"{PAGE}items/{item.code}/files/{item.raw}/").status_code == 404
    assert number not in shown(hall, "operator")


def test_a_channel_has_a_page_with_its_settings_and_without_its_key(hall, settings, client):
    page = shown(hall, "system_admin", f"{PAGE}sms/")
    assert page.count("未设置") == 3
    assert "/api/sms/events" in page
    settings.SMS_KEY, settings.SMS_NUMBERS = "very-secret", NUMBERS
    settings.SMS_URL, settings.OUTBOX_CHANNELS = "https://sms.example.cn/send", ["inapp", "sms"]
    send(client, text(), key="a wrong one")
    page = shown(hall, "system_admin", f"{PAGE}sms/")
    assert "very-secret" not in page
    assert "106900012345" in page
    assert "https://sms.example.cn/send" in page
    assert "还没有收到" in page
    assert "签名不符的回调" in page
    settings.EMAIL_URL = "smtp://user:very-secret@mail.example.cn:25?from=hall@example.cn"
    page = shown(hall, "system_admin", f"{PAGE}email/")
    assert "县长信箱 m@x.cn" in page
    assert "mail.example.cn hall@example.cn" in page
    assert "very-secret" not in page


def test_receipts_stand_beside_what_went_out_and_numbers_only_for_who_may_see(
    hall, settings, client
):
    settings.SMS_KEY, settings.SMS_NUMBERS = KEY, NUMBERS
    settings.SMS_URL, settings.OUTBOX_CHANNELS = "http://127.0.0.1:9/", ["inapp", "sms"]
    send(client, text())
    drain()
    number = Request.objects.get().matter.number
    message = Message.objects.get(channel="sms")
    Message.objects.update(state="sent", sent_at=message.posted_at)
    send(client, report(message=message.code))
    page = shown(hall, "operator", f"{PAGE}sms/")
    assert "已送达" in page
    assert "受理回执" in page
    assert "DELIVRD" in page
    assert number in page
    assert PHONE not in page
    assert number not in shown(hall, "system_admin", f"{PAGE}sms/")


def test_the_official_account_has_its_page_and_a_follower_no_name(hall, settings):
    assert "未配置" in shown(hall, "operator", f"{PAGE}wechat/")
    settings.WECHAT_KEY, settings.WECHAT_TOKEN = "wx0123456789abcdef:very-secret", "SunhallToken"
    settings.WECHAT_AES_KEY = "a" * 43
    page = shown(hall, "operator", f"{PAGE}wechat/")
    assert "wx0123456789abcdef" in page
    assert "/api/wechat/messages" in page
    assert not any(secret in page for secret in ("very-secret", "SunhallToken", "a" * 43))
    hall.client_for("operator").get("/api/wechat/messages")
    page = shown(hall, "operator", f"{PAGE}wechat/")
    assert "还没有收到" in page
    assert "签名不符的回调" in page
    take_in("wechat", Arrived(external_id="1", sender="oLVPpjqs9BhvzwPj5A", text=TEXT))
    page = shown(hall, "operator")
    assert "微信用户" in page
    assert "oLVPpjqs" not in page


def test_a_strange_channel_is_nowhere(hall):
    client = hall.client_for("operator")
    assert client.post(f"{PAGE}fax/check/").status_code == 404
    assert client.get(f"{PAGE}fax/").status_code == 404
    assert client.post(f"{PAGE}email/check/", {"account": "nobody"}).status_code == 404
    assert client.get(f"{PAGE}items/none/").status_code == 404
