"""What the portal rests on: numbers as typed, texts without persons, stops, places, suggestions."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunhall.ground.access.actor import SYSTEM, VISITOR
from sunhall.ground.files.models import StoredFile
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.numbering import matter_number
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.queries import suggestion
from sunhall.hotline.rules.classify import Suggestion
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters.models import Draft
from sunhall.places import actions as places
from tests.cast import Cast

FULL_WIDTH = {ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789R-"}


@pytest.mark.parametrize(
    "spelling",
    [
        lambda n: n,
        lambda n: n.lower(),
        lambda n: n.replace("-", ""),
        lambda n: n.replace("R", ""),
        lambda n: " ".join(n),
        lambda n: f"　{n.translate(FULL_WIDTH)}　",
        lambda n: n.replace("-", "—"),
    ],
)
def test_a_number_is_read_however_it_was_typed(spelling):
    number = matter_number("R", today())
    assert queries.read_number(spelling(number)) == number


@given(st.text(max_size=60))
def test_reading_a_number_never_fails(text):
    queries.read_number(text)
    queries.could_be_number(queries.read_number(text))
    queries.read_code(text)


def test_every_ground_of_refusal_says_who_does_handle_it():
    assert set(rules.STOPS) == set(rules.REFUSALS)
    for stop in rules.STOPS.values():
        assert stop.ways or stop.code == "nothing_new"


@pytest.mark.parametrize("text", ["家里着火了", "有人落水，快来人", "隔壁正在打人，流血了"])
def test_danger_now_is_heard(text):
    assert rules.is_urgent_danger(text)


@pytest.mark.parametrize("text", ["路灯坏了半个月", "低保什么时候发", "集市早上太吵"])
def test_everyday_words_are_no_danger(text):
    assert not rules.is_urgent_danger(text)


@pytest.mark.parametrize(
    "secret",
    [
        "13800000001",
        "138 0000 0001",
        "+8613800000001",
        "0373-5551234",
        "11010519491231002X",
        "6222020200112345678",
        "豫A12345",
        "li@example.cn",
        "3号楼2单元402室",
        "李秀兰",
        "１３８００００００01",
        "138.0000.0001",
        "138—0000—0001",
        "1 3 8 0 0 0 0 0 0 0 1",
        "（0373）5551234"[1:],
        "110105 19491231 002x",
        "110105-1949-1231-0021",
        "6222 0202 0011 2345 678",
        "豫A·12345",
        "豫a12345",
        "豫AD12345",
        "豫A1234学",
        "微信号是lixiulan88",
        "vx：lixiulan88",
    ],
)
def test_published_text_holds_no_personal_fact(secret):
    shown = rules.without_persons(f"我是李秀兰，{secret}，石桥村路灯坏了。", ["李秀兰"])
    assert secret not in shown
    assert "石桥村路灯坏了" in shown


@pytest.mark.parametrize(
    ("said", "name", "stays"),
    [
        ("请王书记来看看", "王", "书记来看看"),
        ("李建国老师打了孩子", "李建国", "老师打了孩子"),
        ("欧阳先生答应过", "欧阳", "先生答应过"),
        ("村民李建国家门口的沟", "李建国", "家门口的沟"),
        ("我叫张三，住在桥头", "张三", "住在桥头"),
        ("联系人：赵丽，请回电", "赵丽", "请回电"),
        ("邻居王二把垃圾倒在路边", "王二", "把垃圾倒在路边"),
        ("业主孙明、钱进和赵丽都知道", "钱进", "都知道"),
        ("业主孙明、钱进和赵丽都知道", "赵丽", "都知道"),
        ("邓副镇长来过", "邓", "镇长来过"),
    ],
)
def test_what_looks_like_the_name_of_a_third_person_is_hidden(said, name, stays):
    shown = rules.without_persons(said)
    assert name not in shown
    assert stays in shown


@pytest.mark.parametrize(
    "said",
    [
        "高中老师说没有书",
        "公安局长和治安队长都来过",
        "县委书记、村支部书记、包村干部",
        "分管副县长召集开会",
        "感谢书记，感谢主任",
        "业主申请装电梯，业主许可才能装",
        "居民周一到周五没有水",
        "由于老板欠薪，任何经理都不管",
        "金融经理、高级经理、文化站长",
        "本人马上去，工作人员严厉批评",
        "尚未验收的房屋，村民尚未同意",
        "柳树村村民反映河边夜里倒垃圾",
    ],
)
def test_titles_and_everyday_words_are_no_names(said):
    assert rules.without_persons(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "2026年10月1日到10月15日停水三次",
        "每月扣费 15.5 元，一共 1350 元",
        "2026-10-01 08:30 打过 12345",
        "编号 R261122-8515185",
        "路灯第 12、13、14 号杆",
    ],
)
def test_days_amounts_and_numbers_of_requests_stay(said):
    assert rules.without_persons(said) == said


def test_reasons_of_a_rating_fit_its_level():
    assert not set(rules.reasons_for(5)) & set(rules.reasons_for(1))
    assert set(rules.reasons_for(None)) == set(rules.reasons_for(3)) | set(rules.reasons_for(2))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("东山镇石桥村老桥头", ["石桥村"]),
        ("石桥老桥头", ["石桥村"]),
        ("柳溪镇集市", ["柳溪镇"]),
        ("柳溪镇柳树村小学", ["柳树村"]),
        ("石桥村和泉水村之间", ["石桥村", "泉水村"]),
        ("老桥头", []),
        ("", []),
    ],
)
def test_places_are_read_out_of_an_address(cast: Cast, address, found):
    assert [words[-3:] for _code, words in queries.places_named_in(address)] == found


def test_a_village_of_the_named_town_wins_over_its_namesake(cast: Cast):
    places.add_place("990101101209", "石桥村", by=SYSTEM)
    assert len(queries.places_named_in("石桥村")) == 2
    only = queries.places_named_in("柳溪镇石桥村")
    assert [code for code, _words in only] == ["990101101209"]


def test_without_a_model_nothing_is_suggested(db, settings, tmp_path):
    settings.VAR = tmp_path
    assert queries.suggested_classes("路灯坏了") == []


def test_a_damaged_model_keeps_nobody_from_filing(db, settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "models").mkdir()
    suggestion.model_path().write_bytes(b"nonsense")
    assert queries.suggested_classes("路灯坏了") == []


def test_only_classes_of_the_tree_are_suggested(cast: Cast, monkeypatch):
    lay_desk(cast)

    class Learnt:
        def suggest(self, text, top):
            return [
                Suggestion("路灯照明", 0.9, ("路灯",)),
                Suggestion("02", 0.05, ()),
                Suggestion("天外来客", 0.01, ()),
            ]

    monkeypatch.setattr(suggestion, "trained_model", Learnt)
    found = queries.suggested_classes("路灯坏了")
    assert [(one.code, one.reasons) for one in found] == [("010101", ("路灯",)), ("02", ())]


def test_an_altered_link_opens_nothing(cast: Cast):
    lay_desk(cast)
    first, second = make_request(cast), make_request(cast)
    token = queries.link_token(first)
    assert queries.request_by_token(token).pk == first.pk
    mixed = f"{second.matter.number}.{token.partition('.')[2]}"
    for altered in (mixed, token[:-1], "x", ""):
        with pytest.raises(NotFound):
            queries.request_by_token(altered)


def test_old_drafts_are_erased_with_their_files(cast: Cast, time_machine):
    time_machine.move_to("2026-11-02T02:00:00Z", tick=False)
    for who, phone in (("draft:short", ""), ("draft:long", "13800000009")):
        matter_actions.save_draft(
            "request", data={"text": "灯", "phone": phone}, by=VISITOR, who=who
        )
    time_machine.move_to("2026-11-03T02:00:01Z", tick=False)
    assert actions.forget_drafts(by=SYSTEM) == 1
    assert Draft.objects.get().who == "draft:long"
    time_machine.move_to(now() + timedelta(days=30), tick=False)
    assert actions.forget_drafts(by=SYSTEM) == 1
    assert not StoredFile.objects.filter(removed_at=None).exists()
