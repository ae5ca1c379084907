"""A talk over WeChat that ends in a request, an answer, or a phone that is bound (H1, K6)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from sunhall.config.command import basics
from sunhall.ground.files import queries as files
from sunhall.ground.files.tests import samples
from sunhall.ground.inbox import media
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.inbox.take import take_in
from sunhall.ground.inbox.tests import weixin as wx
from sunhall.ground.inbox.tests.weixin import call, message, said
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.outbox.adapters import wechat_api
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.worker import dispatch_due
from sunhall.hotline import actions
from sunhall.hotline.models import Request
from sunhall.hotline.rules import talking as rules
from sunhall.hotline.tests.makers import make_request
from sunhall.people import actions as people
from sunhall.people import queries as people_queries
from sunhall.people.events import AddressBound, AddressUnbound, PeopleMerged
from sunhall.people.models import Binding, Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
TEXT = "石桥村口的路灯坏了半个月，晚上看不见路。"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def api(settings: Any) -> Any:
    wechat_api._tokens.clear()
    with wx.weixin() as running:
        settings.WECHAT_URL = running.url
        yield running


@pytest.fixture
def hall(desk: Cast, settings: Any, api: Any) -> Cast:
    settings.OUTBOX_CHANNELS = ["inapp", "sms", "wechat"]
    settings.SMS_URL, settings.SMS_KEY = "http://127.0.0.1:9/", "k"
    settings.WECHAT_KEY, settings.WECHAT_TOKEN = f"{wx.APP}:{wx.SECRET}", wx.TOKEN
    settings.WECHAT_AES_KEY = wx.AES_KEY
    basics.lay_messages()
    return desk


@pytest.fixture
def say(hall: Cast, client: Any) -> Any:
    def say(words: str = "", kind: str = "text", **more: Any) -> str:
        """One message and its answer; the worker does what it owes."""
        fields = {"Content": words, **more} if kind == "text" else more
        answer = said(call(client, message(kind, **fields)))
        drain()
        return answer

    return say


def file(say: Any, words: str = TEXT) -> Request:
    for word in (words, "提交", "1"):
        say(word)
    return latest()


def latest() -> Request:
    return Request.objects.select_related("matter").latest("matter__pk")


def test_a_talk_gathers_words_picture_and_place_reads_back_and_files(say, api):
    api.files["M-1"] = ("image/jpeg", samples.picture())
    assert "已记下：文字" in say(TEXT)
    assert "图片 1 份" in say(kind="image", MediaId="M-1")
    media.fetch_due()
    where = {"Location_X": "36.8", "Location_Y": "118.9", "Label": "东山镇石桥村 12 号"}
    assert "位置" in say(kind="location", **where)
    check = say("提交")
    assert TEXT in check
    assert "图片 1 份" in check
    assert "石桥村 12 号" in check
    assert not Request.objects.exists()
    assert "已收到" in say("1")
    request = latest()
    matter = request.matter
    assert (request.text, matter.channel, matter.place) == (TEXT, "wechat", "990101100201")
    assert (float(request.latitude), float(request.longitude)) == (36.8, 118.9)
    assert request.address == "东山镇石桥村 12 号"
    assert [row.kind for row in files.files_of(f"matter:{matter.number}")] == ["jpg"]
    # Number and code come by themselves, and when asked for.
    assert dispatch_due(10) == 1
    [told_so] = api.sent
    assert (told_so["touser"], told_so["path"]) == (wx.OPENID, "/cgi-bin/message/custom/send")
    assert matter.number in told_so["text"]["content"]
    assert matter.query_code in told_so["text"]["content"]
    asked = say("编号")
    assert matter.number in asked
    assert matter.query_code in asked


def test_a_picture_that_is_fetched_after_filing_joins_the_request(say, api):
    api.files["M-1"] = ("image/jpeg", samples.picture())
    say(TEXT)
    say(kind="image", MediaId="M-1")
    say(kind="image", MediaId="M-2")
    say("提交")
    say("1")
    number = latest().matter.number
    assert not files.files_of(f"matter:{number}").exists()
    assert media.fetch_due() == 2
    drain()
    assert [row.kind for row in files.files_of(f"matter:{number}")] == ["jpg"]
    assert [row.role for row in latest().matter.files.all()] == ["request"]
    lacking = Message.objects.get(template__code="letter-files", channel="wechat")
    assert "重新发送" in lacking.body


def test_words_may_be_written_anew_and_the_material_stays(say):
    say(TEXT)
    say(kind="image", MediaId="M-1")
    say("提交")
    assert "重新写明" in say("2")
    say("泉水村的水管裂了，天天漏水。")
    check = say("提交")
    assert TEXT not in check
    assert "图片 1 份" in check


def test_what_is_cancelled_is_not_filed(say):
    say(TEXT)
    say("提交")
    assert "没有提交" in say("0")
    assert "请先" in say("提交")
    assert not Incoming.objects.exists()


def test_one_and_good_are_words_while_something_is_told(say):
    say(TEXT)
    assert "文字" in say("1")
    assert f"{TEXT}\n1" in say("提交")


def test_a_picture_alone_does_not_say_what_happened(say):
    say(kind="image", MediaId="M-1")
    assert say("提交") == rules.UNCLEAR


def test_danger_is_answered_with_the_numbers_to_call(say):
    assert rules.DANGER in say("家里煤气泄漏，有人晕倒了，快来救命！")


def test_what_is_too_much_is_said_and_what_is_strange_too(say):
    assert say(kind="miniprogrampage") == rules.UNKNOWN_KIND
    say("灯" * 2990)
    assert "文字 3000 字" in say("坏了" * 10)
    assert rules.LONG in say("再说一句")


def test_events_that_nobody_asked_for_are_neither_answered_nor_kept(say):
    assert say(kind="event", Event="LOCATION", Latitude="36.8", Longitude="118.9") == ""
    assert say(kind="event", Event="VIEW", EventKey="https://example.cn") == ""
    assert "阳光热线" in say(kind="event", Event="subscribe", EventKey="")
    assert "发生了什么" in say(kind="event", Event="CLICK", EventKey="file")
    assert say(kind="event", Event="unsubscribe") == ""


def test_a_follower_asks_after_their_own_requests_without_a_code(say):
    number = file(say).matter.number
    assert number in say("查")
    answer = say(f"查 {number}")
    assert "现在由阳光热线中心办理" in answer
    assert "最迟" in answer


def test_anothers_request_needs_its_code_and_guessing_is_slowed(say, hall):
    other = make_request(hall)
    number = other.matter.number
    assert "编号" in say("查")
    assert say("R123") == rules.WRONG_NUMBER
    assert say(number.lower()) == rules.ASK_CODE
    assert say("00000000") == rules.WRONG_CODE
    assert number in say(other.matter.query_code)
    for _ in range(6):
        last = say(f"查 {number} 00000000")
    assert "分钟后再试" in last


def test_more_about_a_request_is_added_to_it(say):
    number = file(say).matter.number
    assert number in say("补充")
    say("东边那一盏也不亮了。")
    assert number in say("提交")
    say("1")
    assert Request.objects.count() == 1
    assert "东边那一盏" in latest().matter.notes.get().text
    assert file(say, "泉水村的水管裂了，天天漏水。").matter.number != number


def test_nobody_adds_to_the_request_of_another(say, hall):
    number = make_request(hall).matter.number
    assert rules.NONE_OPEN in say(f"补充 {number}")


def bind(say: Any, phone: str) -> str:
    assert say("绑定") == rules.ASK_PHONE
    say(phone)
    code = Message.objects.filter(template__code="phone-code").latest("pk")
    return say(code.body.partition("验证码是")[2][:6])


def test_a_phone_is_bound_by_a_code_and_all_matters_are_one_persons(say, hall):
    before = make_request(hall).matter
    unbound = file(say).matter
    phone = Person.objects.get(public_id=before.person).phone
    assert unbound.person != before.person
    assert "已绑定" in bind(say, phone)
    asked = say("查")
    assert before.number in asked
    assert unbound.number in asked
    facts = told(f"person:{before.person}")
    assert PeopleMerged in facts
    assert facts[-1] is AddressBound
    assert people_queries.addresses_of(before.person)["wechat"] == wx.OPENID
    assert file(say, "柳溪镇的桥栏杆断了，请修。").matter.person == before.person


def test_a_wrong_code_binds_nobody_and_a_wrong_phone_is_named(say):
    say("绑定")
    assert "11 位" in say("12345")
    say("13800000055")
    assert "不一致" in say("000000x")
    assert not Binding.objects.filter(is_proved=True).exists()
    assert say("取消") == rules.CANCELLED


def test_what_is_unbound_is_told_no_more_and_begins_anew(say, hall):
    person = Person.objects.get(public_id=make_request(hall).matter.person)
    assert say("解绑") == rules.NOT_BOUND
    bind(say, person.phone)
    assert say("解绑") == rules.UNBOUND
    assert told(f"person:{person.public_id}")[-1] is AddressUnbound
    assert "wechat" not in people_queries.addresses_of(person.public_id)
    assert file(say).matter.person != person.public_id


def test_an_openid_moves_to_the_phone_that_was_proved_last(say, hall):
    one = people.know_person(name="甲", phone="13800000061", by=hall.operator)
    two = people.know_person(name="乙", phone="13800000062", by=hall.operator)
    bind(say, one.phone)
    bind(say, two.phone)
    assert Binding.objects.get(ended_at=None).person_id == two.pk
    one.refresh_from_db()
    assert one.merged_into_id is None


def test_erasing_a_person_erases_the_binding(say, hall):
    request = file(say)
    actions.refuse_request(request.matter.number, ground="not_public", by=hall.manager)
    drain()
    people.erase_person(request.matter.person, "本人申请", by=hall.manager)
    drain()
    assert not Binding.objects.filter(ended_at=None).exists()
    assert {(row.address, row.address_index) for row in Binding.objects.all()} == {("", "")}
    assert Incoming.objects.get().sender == ""


def test_what_waited_for_a_clerk_goes_with_its_sender(say, hall):
    request = file(say)
    held = Arrived(
        external_id="held", account="account", sender=wx.OPENID, text="看不懂的话", raw=b"x",
        raw_name="original.txt", notice=Arrived.UNREADABLE,
    )  # fmt: skip
    take_in("wechat", held)
    drain()
    assert Incoming.objects.get(external_id="held").state == Incoming.HELD
    actions.refuse_request(request.matter.number, ground="not_public", by=hall.manager)
    people.erase_person(request.matter.person, "本人申请", by=hall.manager)
    item = Incoming.objects.get(external_id="held")
    assert (item.state, item.sender, item.text) == (Incoming.REFUSED, "", "")


def test_a_talk_left_lying_begins_anew(say, clock):
    say(TEXT)
    clock.shift(timedelta(hours=3))
    assert say("提交") == rules.UNCLEAR


def test_a_person_who_was_written_to_too_long_ago_is_tried_once(say, api):
    file(say)
    api.plan = [{"errcode": 45015, "errmsg": "response out of time limit"}]
    dispatch_due(10)
    assert Message.objects.get(channel="wechat").state == "dead"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("提交", "send"), ("说完了。", "send"), ("查", "track"), ("查 R261130-1234567", "track"),
        ("Ｒ261130-1234567", "track"), ("R2611301234567 12345678", "track"), ("补充", "add"),
        ("补充R261130-1234567", "add"), ("解绑", "unbind"), ("你好！", "help"), ("0", "cancel"),
    ],
)  # fmt: skip
def test_what_a_word_asks_for(text, verb):
    asked = rules.command_of(text)
    assert asked is not None
    assert asked.verb == verb


@pytest.mark.parametrize("text", ["查处违建", "补充一点：灯坏了", "绑定了收不到", "提交三次", ""])
def test_what_tells_something(text):
    assert rules.command_of(text) is None
