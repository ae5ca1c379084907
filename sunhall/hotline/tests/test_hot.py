"""Hot issues: the same groups in any order, explained, with heat and growth of a day (H9, H13)."""

import random
import subprocess
import sys
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sunhall.ground.kit.now import LOCAL
from sunhall.hotline.rules.hot import WEIGHTS, Message, growth, heat, mentions
from sunhall.hotline.rules.hot.group import Issue, group
from sunhall.hotline.rules.hot.material import read_messages
from sunhall.hotline.rules.hot.places import is_name

ROOT = Path(__file__).parents[3]
REAL = ROOT.parent / "shared/data/teddy2020c/附件3.csv.gz"
COLUMNS = {
    "key": "留言编号",
    "subject": "留言主题",
    "text": "留言详情",
    "time": "留言时间",
    "person": "留言用户",
}
DAY = date(2026, 6, 30)
NUMBERS = count(1)

MIXER = [
    "清河小区附近搅拌站夜里噪音扰民",
    "投诉清河小区旁边的搅拌站噪音",
    "清河小区搅拌站灰尘和噪音严重",
    "请求关停清河小区附近的搅拌站",
]
PARKING = [
    "柳林花园开发商捆绑销售车位",
    "柳林花园买房必须捆绑销售车位吗",
    "投诉柳林花园捆绑销售车位",
]
ALONE = ["公交车司机态度很好，想表扬", "请问养老金什么时候发放", "中学操场晚上能不能开放"]


def message(subject: str, ago: int = 0, person: str = "", **more: Any) -> Message:
    at = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=LOCAL) - timedelta(days=ago)
    key = f"{next(NUMBERS)}"
    return Message(key, subject, f"{subject}，盼答复", at, person=person or key, **more)


EVERYTHING = [message(one, at) for at, one in enumerate([*MIXER, *PARKING, *ALONE])]


def subjects(issues: list[Issue]) -> list[set[str]]:
    return [{one.subject for one in issue.messages} for issue in issues]


def test_messages_about_one_matter_in_one_place_meet_and_others_stay_alone() -> None:
    found = subjects(group(EVERYTHING))
    assert len(found) == 2
    assert set(MIXER) in found
    assert set(PARKING) in found


def test_an_issue_is_explained_by_the_place_and_the_words_its_messages_share() -> None:
    issue = next(one for one in group(EVERYTHING) if MIXER[0] == one.messages[-1].subject)
    assert issue.place == "清河小区"
    assert {"搅拌站", "噪音"} <= set(issue.words)


@settings(max_examples=10, deadline=None)
@given(st.permutations(EVERYTHING))
def test_the_order_of_the_messages_changes_nothing(shuffled: list[Message]) -> None:
    assert group(shuffled) == group(EVERYTHING)


def test_the_same_words_long_after_are_another_issue() -> None:
    said = MIXER[0]
    old, new = message(said, ago=400), message(said, ago=1)
    assert group([old, new, message(said, ago=2)], least=2)[0].messages[-1] == new
    assert all(old not in issue.messages for issue in group([old, new, message(said, ago=2)]))


def test_the_same_words_for_another_village_are_another_issue() -> None:
    here = [message("村口路灯坏了没人修", at, village="石桥村") for at in range(3)]
    there = [message("村口路灯坏了没人修", at, village="柳树村") for at in range(2)]
    nowhere = message("村口路灯坏了没人修", 9)
    found = group([*here, *there])
    assert [{one.village for one in issue.messages} for issue in found] == [{"石桥村"}, {"柳树村"}]
    # What names no village fits either, and goes to one of them only.
    assert sum(nowhere in issue.messages for issue in group([*here, *there, nowhere])) == 1


def test_words_said_everywhere_do_not_explain_an_issue() -> None:
    about = [message("清河小区搅拌站何时搬走", at) for at in range(3)]
    others = [message(f"请问何时修好第{at}号公路的桥", 200 + at) for at in range(20)]
    issue = next(one for one in group([*about, *others]) if about[0] in one.messages)
    assert "何时" not in issue.words
    assert "搅拌站" in issue.words


def test_a_kind_of_firm_or_a_cut_of_a_sentence_names_no_place() -> None:
    assert not is_name("有限公司")
    assert not is_name("孩子明年上小学")
    assert is_name("清河小区")


def test_nothing_in_common_gives_no_issue() -> None:
    assert group([]) == []
    assert group([message("一"), message("？？")]) == []
    assert group([message(one) for one in ALONE]) == []


def test_a_place_is_named_by_its_end_and_by_the_register() -> None:
    assert "清河小区" in mentions("关于A3区清河小区的噪音")
    assert "王家坡" in mentions("王家坡没有路灯", register=["王家坡", "李家坡"])
    assert not mentions("请问养老金什么时候发放")


def test_ten_persons_are_hotter_than_one_who_writes_ten_times() -> None:
    many = [message(MIXER[0], ago=20) for _ in range(10)]
    one = [message(MIXER[0], ago=20, person="同一人") for _ in range(10)]
    assert heat(many, DAY) > 2 * heat(one, DAY)


def test_heat_halves_while_nobody_writes_and_clicks_weigh_little() -> None:
    said = [message(MIXER[0], ago=0)]
    assert heat(said, DAY + timedelta(days=WEIGHTS.half_life_days)) == heat(said, DAY) / 2
    clicked = [message(MIXER[0], likes=900, dislikes=100)]
    assert heat(clicked, DAY) < heat([message(one) for one in MIXER * 3], DAY)


def test_a_sudden_growth_is_an_alarm_and_an_even_flow_is_none() -> None:
    quiet = [message(MIXER[0], ago=ago) for ago in range(0, 60, 3)]
    assert not growth(quiet, DAY).alarm
    sudden = [message(one) for one in MIXER]
    assert growth(sudden, DAY).alarm
    assert growth(sudden, DAY).count == 4


def test_two_messages_or_one_persons_many_are_never_an_alarm() -> None:
    assert not growth([message(one) for one in MIXER[:2]], DAY).alarm
    assert not growth([message(one, person="同一人") for one in MIXER * 3], DAY).alarm


def test_a_past_day_is_computed_as_it_was() -> None:
    early = [message(one, ago=30) for one in MIXER]
    then = DAY - timedelta(days=30)
    assert growth([*early, message(MIXER[1])], then) == growth(early, then)
    assert heat([*early, message(MIXER[1], likes=50)], then) == heat(early, then)


def test_a_web_process_that_shows_heat_loads_no_scikit_learn() -> None:
    code = "import sys, sunhall.hotline.rules.hot; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.realdata
def test_real_messages_give_the_issues_their_readers_know_in_any_order() -> None:
    if not REAL.exists():
        pytest.skip("the citizens' messages are not beside the project")
    first, last = date(2019, 8, 1), date(2019, 8, 31)
    messages = [one for one in read_messages(REAL, COLUMNS).messages if first <= one.day <= last]
    found = group(messages, least=5)
    random.Random(1).shuffle(messages)
    assert group(messages, least=5) == found
    hottest = max(found, key=lambda one: heat(one.messages, last))
    assert hottest.place.endswith("滨河苑")
    assert {"车位", "捆绑", "销售"} <= set(hottest.words)
