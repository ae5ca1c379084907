"""WeChat's calls: signed, deciphered, answered once, and nothing of them lost (H1)."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import time_machine
from hypothesis import given
from hypothesis import settings as rigour
from hypothesis import strategies as st

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files.tests import samples
from sunhall.ground.inbox import media, talks
from sunhall.ground.inbox.adapters.wechat import crypt
from sunhall.ground.inbox.adapters.wechat import message as messages
from sunhall.ground.inbox.adapters.wechat.adapter import probe
from sunhall.ground.inbox.adapters.wechat.checks import complaints
from sunhall.ground.inbox.adapters.wechat.receive import TROUBLE, forget_old_replies
from sunhall.ground.inbox.channel import Unwell
from sunhall.ground.inbox.models import Incoming, Media, Reply, Source, Talk
from sunhall.ground.inbox.talks import Said
from sunhall.ground.inbox.tests import weixin as wx
from sunhall.ground.inbox.tests.weixin import call, message, said
from sunhall.ground.outbox.adapters import wechat_api
from sunhall.ground.outbox.models import OptOut

NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def account(db, client, settings):
    settings.WECHAT_KEY, settings.WECHAT_TOKEN = f"{wx.APP}:{wx.SECRET}", wx.TOKEN
    settings.WECHAT_AES_KEY = wx.AES_KEY
    return client


@pytest.fixture
def heard(account):
    """Whoever answers here only counts and repeats; "交" ends the talk."""
    kept, found = talks.talker_of("wechat"), []

    def talker(one):
        found.append(one)
        words = [*one.state.get("words", []), one.text]
        if one.text == "交":
            return Said("已交", {}, filed="".join(words), media=tuple(one.state.get("media", ())))
        codes = [*one.state.get("media", [])] + [c for c in [one.facts.get("media")] if c]
        return Said(f"{len(words)}：{one.text}", {"words": words, "media": codes})

    talks.wire({"wechat": talker})
    yield found
    talks.wire({"wechat": kept} if kept else {})


@pytest.fixture
def api(settings):
    wechat_api._tokens.clear()
    with wx.weixin() as running:
        settings.WECHAT_URL = running.url
        yield running


def test_the_published_example_of_a_signature():
    assert crypt.signature("b", "a", "c") == "a9993e364706816aba3e25717850c26c9cd0d89d"


def test_the_first_call_is_echoed_only_when_it_is_signed(account):
    stamp, nonce = str(int(NOON.timestamp())), "n1"
    query = {"timestamp": stamp, "nonce": nonce, "echostr": "5837397"}
    signed = {**query, "signature": wx.digest(wx.TOKEN, stamp, nonce)}
    answer = account.get(f"{wx.DOOR}?{urlencode(signed)}")
    assert (answer.status_code, answer.content) == (200, b"5837397")
    assert answer["Content-Type"].startswith("text/plain")
    forged = {**query, "signature": wx.digest("other", stamp, nonce)}
    assert account.get(f"{wx.DOOR}?{urlencode(forged)}").status_code == 403
    assert account.get(wx.DOOR).status_code == 403
    assert Source.objects.get(channel="wechat").knocked_at == NOON


@pytest.mark.parametrize("safe", [True, False])
def test_a_message_is_answered_in_the_mode_in_which_it_came(account, heard, settings, safe):
    settings.WECHAT_AES_KEY = wx.AES_KEY if safe else ""
    answer = call(account, message(Content="路灯 <坏了> & 😀"), safe=safe)
    assert said(answer) == "1：路灯 <坏了> & 😀"
    assert (b"Encrypt" in answer.content) is safe
    assert heard[0].sender == wx.OPENID


def test_a_message_that_comes_three_times_is_answered_the_same_and_heard_once(account, heard):
    body = message(Content="路灯坏了")
    answers = {said(call(account, body)) for _ in range(3)}
    assert answers == {"1：路灯坏了"}
    assert len(heard) == 1
    assert said(call(account, message(Content="又一句"))) == "2：又一句"


def test_a_signature_serves_one_message(account, heard, settings):
    settings.WECHAT_AES_KEY = ""
    call(account, message(Content="一"), safe=False, nonce="used")
    answer = call(account, message(Content="二"), safe=False, nonce="used")
    assert answer.status_code == 403
    assert "只能用一次" in answer.json()["detail"]
    assert [one.text for one in heard] == ["一"]


@pytest.mark.parametrize(
    "how",
    [
        {"token": "another"}, {"late": 301}, {"late": -301}, {"stamp": "x"}, {"nonce": ""},
        {"nonce": "n" * 65}, {"msg_signature": "0" * 40}, {"msg_signature": "é"}, {"safe": False},
    ],
)  # fmt: skip
def test_forged_and_old_calls_are_refused_and_kept_nowhere(account, heard, how):
    assert call(account, message(Content="路灯"), **how).status_code == 403
    assert not heard
    assert not Incoming.objects.exists()
    assert Source.objects.get(channel="wechat").error == ""


@pytest.mark.parametrize("how", [{"hiding": {"app": "wxother"}}, {"hiding": {"key": "Z" * 43}},
                                 {"hidden": "AAAA"}, {"hidden": "not base 64"}])  # fmt: skip
def test_what_our_key_does_not_open_is_kept_and_turns_the_light(account, heard, how):
    answer = call(account, message(Content="路灯"), **how)
    assert answer.status_code == 422
    assert "EncodingAESKey" in answer.json()["detail"]
    assert (Incoming.objects.get().state, Incoming.objects.get().cause) == ("held", "unreadable")
    assert "EncodingAESKey" in Source.objects.get(channel="wechat").error
    said(call(account, message(Content="好了")))
    assert Source.objects.get(channel="wechat").error == ""


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>'
NO_CHARSET = b'<?xml version="1.0" encoding="x-none"?><xml/>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>'


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", None), (b"<xml", None), (b"{}", None), (b"<other/>", None), (BOMB, None),
        (OUTSIDE, None), (b"\xff\xfe<xml/>", None), (NO_CHARSET, None),
        (b"<xml/>", "FromUserName"),
        (b"<xml><FromUserName>o'--</FromUserName></xml>", "FromUserName"),
        (b"<xml><FromUserName>oabcdef</FromUserName></xml>", "MsgType"),
        (message(CreateTime="soon"), "CreateTime"),
        (message("location", Location_X="north", Location_Y="1"), "Location_X"),
        (message("location", Location_X="nan", Location_Y="1"), "Location_X"),
        (message("location", Location_X="91", Location_Y="1"), "Location_X"),
        (b"<xml>" + b"<a/>" * 61 + b"</xml>", None),
    ],
)  # fmt: skip
def test_a_signed_message_that_cannot_be_read_is_named_and_kept_for_a_person(
    account, heard, body, field
):
    answer = call(account, body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == ([field] if field else [])
    assert "留给工作人员" in answer.json()["title"]
    item = Incoming.objects.get()
    assert (item.state, item.cause) == ("held", "unreadable")
    assert not heard


def test_what_is_too_large_is_refused(account):
    assert call(account, b"x" * 300_000).status_code == 413
    assert call(account, b"x" * 5_000_000).status_code == 413


def test_without_an_account_there_is_no_door(account, settings):
    settings.WECHAT_TOKEN = ""
    assert call(account, message()).status_code == 404
    assert account.get(wx.DOOR).status_code == 404


@pytest.mark.parametrize(
    ("name", "value"),
    [("WECHAT_TOKEN", "a b"), ("WECHAT_AES_KEY", "short"), ("WECHAT_AES_KEY", "!" * 43),
     ("WECHAT_KEY", ""), ("WECHAT_TOKEN", "")],
)  # fmt: skip
def test_settings_that_cannot_be_meant_stop_the_start(account, settings, name, value):
    setattr(settings, name, value)
    assert [found.id for found in complaints()] == ["sunhall.E023"]


def test_following_and_leaving_are_wishes_about_messages(account, heard):
    call(account, message("event", Event="unsubscribe"))
    assert OptOut.objects.filter(channel="wechat").count() == 1
    call(account, message("event", Event="subscribe", EventKey=""))
    assert not OptOut.objects.exists()
    assert [one.kind for one in heard] == ["event:unsubscribe", "event:subscribe"]


def test_a_talk_that_ends_is_taken_in_with_its_material(account, heard, api):
    api.files["M-1"] = ("image/jpeg", samples.picture())
    call(account, message(Content="路灯坏了，"))
    call(account, message("image", MediaId="M-1", PicUrl="http://127.0.0.1/never-asked"))
    assert media.fetch_due() == 1
    call(account, message("image", MediaId="M-2"))
    last = message(Content="交")
    assert {said(call(account, last)) for _ in range(2)} == {"已交"}
    item = Incoming.objects.get()
    assert (item.text, item.sender, item.state) == ("路灯坏了，交", wx.OPENID, "waiting")
    first, second = Media.objects.order_by("pk")
    assert (first.item, first.state, second.item, second.state) == (
        item.code, "kept", item.code, "waiting",
    )  # fmt: skip
    # What was fetched later joins the item, and what is gone is told.
    assert media.fetch_due() == 1
    second.refresh_from_db()
    item.refresh_from_db()
    assert second.state == "lost"
    assert "重新发送" in item.files_not_kept[0]
    assert (first.ref, second.ref) == ("", "")


def test_a_film_is_fetched_where_wechat_says_that_it_lies(account, heard, api):
    api.files["F"] = ("text/plain", f'{{"video_url":"{api.url}/film/1"}}'.encode())
    api.files["/film/1"] = ("video/mp4", b"\x00\x00\x00\x18ftypisom" + b"\x00" * 40)
    call(account, message("shortvideo", MediaId="F", ThumbMediaId="T"))
    assert heard[0].kind == "video"
    assert media.fetch_due() == 1
    # Whether it is a whole film is the files' to say; it was fetched and judged, not tried again.
    assert Media.objects.get().state != "waiting"


def test_a_stale_token_is_fetched_anew_and_trouble_is_waited_out(account, heard, api, clock):
    call(account, message("voice", MediaId="V", Recognition="灯不亮", Format="amr"))
    assert heard[-1].text == "灯不亮"
    wechat_api.token()
    api.tokens += 1
    api.plan = [{"errcode": -1}]
    assert media.fetch_due() == 1
    assert api.asked == 2
    row = Media.objects.get()
    assert (row.state, row.tries) == ("waiting", 1)
    assert media.fetch_due() == 0
    clock.shift(media.FIRST_DELAY + timedelta(seconds=1))
    api.files["V"] = ("audio/amr", b"#!AMR\n" + b"\x3c" + b"\x00" * 31)
    assert media.fetch_due() == 1
    row.refresh_from_db()
    assert row.state == "kept"


def test_what_an_upload_would_be_refused_for_is_refused_here(account, heard, api):
    api.files["X"] = ("image/jpeg", b"MZ" + b"\x00" * 100)
    call(account, message("image", MediaId="X"))
    call(account, message(Content="交"))
    media.fetch_due()
    assert "程序" in Incoming.objects.get().files_not_kept[0]


def test_talks_that_end_in_nothing_leave_nothing(account, heard, api, clock):
    api.files["M-1"] = ("image/jpeg", samples.picture())
    call(account, message("image", MediaId="M-1"))
    media.fetch_due()
    clock.shift(timedelta(days=2))
    assert (media.forget_unused(), talks.forget_old_talks(), forget_old_replies()) == (1, 1, 1)
    assert not Media.objects.exists()
    assert not Talk.objects.exists()
    assert not Reply.objects.exists()


def test_what_we_do_wrong_costs_nobody_their_words(account, heard):
    def broken(_):
        raise RuntimeError("no places today")

    talks.wire({"wechat": broken})
    body = message(Content="路灯坏了")
    assert {said(call(account, body)) for _ in range(2)} == {TROUBLE}
    item = Incoming.objects.get()
    assert (item.state, item.text) == ("held", "路灯坏了")


def test_nobody_takes_anothers_material(account, heard, api):
    call(account, message("image", MediaId="M-1"))
    code = Media.objects.get().code
    state = {"words": [], "media": [code]}
    talks.keep_state("wechat", "account", "oSomebodyElse", state, by=SYSTEM)
    call(account, message(Content="交", FromUserName="oSomebodyElse"))
    assert Media.objects.get().item == ""


def test_self_check_needs_the_right_secret(account, api, settings):
    probe("account")
    assert Source.objects.get(channel="wechat").error == ""
    settings.WECHAT_KEY = f"{wx.APP}:wrong"
    with pytest.raises(Unwell, match="AppSecret"):
        probe("account")
    settings.WECHAT_URL = "http://127.0.0.1:9"
    with pytest.raises(Unwell, match="没有应答"):
        probe("account")


@given(st.binary(max_size=300))
@rigour(max_examples=150, deadline=None)
def test_whatever_is_hidden_is_found_again(text):
    key = base64.b64decode(wx.AES_KEY + "=")
    assert crypt.decrypted(wx.hide(text), key, wx.APP) == text
    assert wx.show(crypt.encrypted(text, key, wx.APP)) == text


@given(
    st.text(max_size=200) | st.binary(max_size=96).map(lambda data: base64.b64encode(data).decode())
)
@rigour(max_examples=150, deadline=None)
def test_whatever_was_not_hidden_by_us_is_undecipherable(text):
    with pytest.raises(crypt.Undecipherable):
        crypt.decrypted(text, base64.b64decode(wx.AES_KEY + "="), wx.APP)


NAMES = [
    *("FromUserName", "ToUserName", "CreateTime", "MsgType", "MsgId", "Content", "Event"),
    *("EventKey", "MediaId", "Location_X", "Location_Y", "Label", "Recognition", "Url"),
]
VALUES = ["text", "event", "location", "oabcdef", "1", "nan", "1e400"]
FIELDS = st.dictionaries(st.sampled_from(NAMES), st.text(max_size=20) | st.sampled_from(VALUES))


def written(fields):
    root = ElementTree.Element("xml")
    for name, value in fields.items():
        ElementTree.SubElement(root, name).text = value
    return ElementTree.tostring(root)


@given(st.binary(max_size=200) | FIELDS.map(written))
@rigour(max_examples=250, deadline=None)
def test_whatever_comes_is_read_or_named(body):
    try:
        read = messages.read(body)
    except messages.Unreadable:
        return
    assert read.id
    assert read.sender
