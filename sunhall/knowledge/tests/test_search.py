"""An article is found by words, pinyin and what people say; the same on both engines (H12; B3)."""

from datetime import timedelta

import pytest
import time_machine

from sunhall.ground.kit.now import now, today
from sunhall.knowledge import queries
from sunhall.knowledge.tests.makers import make_article

pytestmark = pytest.mark.django_db

OTHERS = (
    ("高龄津贴怎么领", "年满八十周岁的老人向村委会提出，按月发放。"),
    ("残疾人两项补贴标准", "困难残疾人生活补贴和重度残疾人护理补贴按月发放。"),
    ("殡葬惠民政策", "免除遗体接运、冷藏、火化的基本费用。"),
    ("最低生活保障申请", "家庭人均收入低于标准的，向乡镇提出申请。"),
)


@pytest.fixture
def base(cast):
    numbers = {"临时救助怎么申请": make_article(cast).number}
    for title, answer in OTHERS:
        numbers[title] = make_article(
            cast, title=title, question=f"{title}？", answer=answer, phrases=""
        ).number
    return numbers


@pytest.mark.parametrize(
    "typed",
    [
        "临时救助",
        "救助",
        "jiuzhu",
        "linshijiuzhu",
        "lsjz",
        "揭不开锅",
        "来电人说家里揭不开锅了，孩子要上学，问有没有救助",
        "二十四小时内先行救助",
        "ＬＳＪＺ",
    ],
)
def test_the_article_comes_first(cast, base, typed):
    found = queries.hits(cast.operator, typed)
    assert found[0].number == base["临时救助怎么申请"], typed


def test_what_nobody_wrote_about_finds_nothing(cast, base):
    assert queries.hits(cast.operator, "卫星发射") == []
    assert queries.hits(cast.operator, "%_'\"\\ & | ! ()") == []
    assert queries.hits(cast.operator, "") == []


def test_a_hit_says_who_keeps_it_and_how_long_it_holds(cast, base):
    hit = queries.hits(cast.operator, "高龄津贴")[0]
    assert (hit.owner, hit.is_public, hit.is_expired) == ("民政局", True, False)
    assert hit.updated_on == today()
    assert hit.mark == f"{hit.number}@1"


def test_what_has_expired_is_marked_and_ranked_behind(cast, base):
    near = today() + timedelta(days=3)
    old = make_article(cast, title="高龄津贴旧标准", question="高龄津贴？", until=near).number
    with time_machine.travel(now() + timedelta(days=10), tick=False):
        found = queries.hits(cast.operator, "高龄津贴")
    assert [hit.number for hit in found][:2] == [base["高龄津贴怎么领"], old]
    assert [hit.is_expired for hit in found][:2] == [False, True]


def test_residents_find_only_what_is_public(cast, base):
    inner = make_article(cast, title="救助系统操作口令", is_public=False).number
    assert inner in {hit.number for hit in queries.hits(cast.operator, "救助系统")}
    assert inner not in {hit.number for hit in queries.hits_public("救助系统")}
    assert queries.hits(cast.resident, "救助系统") == []


def test_what_does_not_hold_yet_is_not_public(cast, base):
    later = today() + timedelta(days=30)
    early = make_article(cast, title="新的救助标准", valid_from=later).number
    assert early not in {hit.number for hit in queries.hits_public("新的救助标准")}
    assert next(h for h in queries.hits(cast.operator, "新的救助标准")).is_early
