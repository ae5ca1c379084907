"""更新及时率 and the other figures, each with its numerator, denominator and exclusions (H12)."""

from datetime import datetime, timedelta

import pytest
import time_machine

from sunhall.ground.kit.now import LOCAL, today
from sunhall.knowledge import actions, queries
from sunhall.knowledge.rules import CORRECTED
from sunhall.knowledge.tests.makers import make_article, next_version

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=LOCAL)
LATER = MONDAY + timedelta(days=40)


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def all_of(first, last):
    return queries.figures(first, last)[0]


def test_updated_by_the_last_day_is_on_time_and_the_day_after_is_not(cast):
    until = today() + timedelta(days=10)
    kept, late, left, gone = (make_article(cast, until=until) for _ in range(4))
    make_article(cast, until=until + timedelta(days=300))
    make_article(cast, upto="submitted", until=until)
    with time_machine.travel(MONDAY + timedelta(days=10, hours=14), tick=False):
        next_version(cast, kept)
        actions.withdraw_article(gone.number, reason="办法废止", by=cast.head)
    with time_machine.travel(MONDAY + timedelta(days=11), tick=False):
        next_version(cast, late)
    with time_machine.travel(LATER, tick=False):
        found = all_of(until - timedelta(days=3), until + timedelta(days=3))
        assert (found.on_time.part, found.on_time.whole) == (2, 4)
        assert all_of(until + timedelta(days=1), until + timedelta(days=9)).on_time.whole == 0
    assert left.current is not None


def test_what_is_not_due_yet_counts_in_no_rate(cast):
    article = make_article(cast, until=today() + timedelta(days=10))
    found = all_of(today(), today() + timedelta(days=30))
    assert (found.on_time.whole, found.on_time.share) == (0, None)
    next_version(cast, article)
    found = all_of(today(), today() + timedelta(days=30))
    assert (found.on_time.part, found.on_time.whole) == (1, 1)


def test_doubts_answered_within_the_limit(cast):
    article = make_article(cast)
    soon, late, never = (
        actions.doubt_article(article.number, words="电话已经换了", by=cast.operator)
        for _ in range(3)
    )
    reply = {"verdict": CORRECTED, "words": "已改"}
    actions.answer_doubt(article.number, soon.pk, **reply, by=cast.handler)
    with time_machine.travel(MONDAY + timedelta(days=6), tick=False):
        actions.answer_doubt(article.number, late.pk, **reply, by=cast.handler)
        found = all_of(today() - timedelta(days=9), today())
    assert (found.doubts.part, found.doubts.whole) == (1, 3)
    assert never.replied_at is None


def test_owners_are_told_apart_and_summed(cast):
    make_article(cast)
    make_article(cast)
    make_article(cast, organisation="qh-zj")
    lines = queries.figures(today(), today())
    assert [(line.organisation, line.articles) for line in lines] == [
        ("", 3),
        ("qh-mz", 2),
        ("qh-zj", 1),
    ]
    assert {line.cited for line in lines} == {0}


def test_the_page_says_how_each_is_counted(cast, client_for):
    make_article(cast)
    page = client_for("head").get("/workbench/knowledge/figures/").content.decode()
    for words in ("更新及时率", "分子：", "分母：", "不计入：", "民政局"):
        assert words in page
    wrong = client_for("head").get("/workbench/knowledge/figures/?first=2026-03-09&last=2026-03-01")
    assert wrong.status_code == 422
    assert client_for("handler").get("/workbench/knowledge/figures/").status_code == 403
