"""Accuracy by sampling: drawn by nobody's choice, marked by other eyes, counted with its n."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine

from sunhall.ground.journal.record import told
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.knowledge import actions, events, queries
from sunhall.knowledge.models import Doubt, Sample, Sampled
from sunhall.knowledge.tests.makers import make_article, next_version
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
URL = "/workbench/knowledge/samples/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def base(cast: Cast) -> Cast:
    for number in range(6):
        make_article(cast, title=f"第 {number} 条")
    make_article(cast, upto="draft", title="还没有发布")
    return cast


def test_a_sample_is_drawn_from_what_is_in_force_and_can_be_drawn_again(base: Cast) -> None:
    sample = actions.draw_sample(3, by=base.manager)
    assert (sample.size, sample.items.count()) == (6, 3)
    assert told("knowledge:samples") == [events.SampleDrawn]
    marks = queries.marks_in_force()
    assert queries.is_drawn_again(sample, marks)
    assert not queries.is_drawn_again(sample, marks[:-1])
    assert actions.draw_sample(3, by=base.manager).seed != sample.seed


def test_more_than_there_is_draws_all_there_is(base: Cast) -> None:
    assert actions.draw_sample(200, by=base.manager).items.count() == 6


@pytest.mark.parametrize("n", [0, 201])
def test_how_many_is_bounded(base: Cast, n: int) -> None:
    with pytest.raises(Refused) as refused:
        actions.draw_sample(n, by=base.manager)
    assert refused.value.field == "n"


def test_a_department_does_not_draw_for_itself_and_an_empty_base_gives_none(cast: Cast) -> None:
    with pytest.raises(Refused, match="统管"):
        actions.draw_sample(3, by=cast.head)
    with pytest.raises(Refused, match="没有在用"):
        actions.draw_sample(3, by=cast.manager)


def test_who_wrote_it_or_let_it_out_does_not_mark_it(base: Cast) -> None:
    actions.draw_sample(1, by=base.manager)
    item = Sampled.objects.get()
    for actor, words in ((base.head, "起草或审核"), (base.handler, "部门负责人")):
        with pytest.raises(Refused, match=words):
            actions.mark_sampled(item.pk, mark="right", by=actor)
    actions.mark_sampled(item.pk, mark="right", by=base.manager)
    with pytest.raises(Refused, match="已经判定"):
        actions.mark_sampled(item.pk, mark="wrong", words="写错了电话", by=base.manager)


def test_what_is_wrong_is_owed_an_answer_by_its_keeper(base: Cast) -> None:
    actions.draw_sample(1, by=base.manager)
    item = Sampled.objects.get()
    with pytest.raises(Refused) as refused:
        actions.mark_sampled(item.pk, mark="wrong", words="错", by=base.manager)
    assert refused.value.field == "words"
    actions.mark_sampled(item.pk, mark="wrong", words="办法已经修订，是第六条", by=base.manager)
    assert "第六条" in Doubt.objects.get().words
    stream = f"article:{item.version.article.number}"
    assert told(stream)[-2:] == [events.ArticleSampled, events.ArticleDoubted]


def test_a_version_that_was_replaced_meanwhile_is_marked_and_doubts_nobody(base: Cast) -> None:
    actions.draw_sample(1, by=base.manager)
    item = Sampled.objects.get()
    next_version(base, item.version.article, title=item.version.title, answer="新的答案")
    actions.mark_sampled(item.pk, mark="wrong", words="旧的说法有误", by=base.manager)
    assert not Doubt.objects.exists()


def test_the_figure_counts_what_was_marked_and_says_of_how_many(base: Cast) -> None:
    actions.draw_sample(4, by=base.manager)
    first, second, third, _unmarked = Sampled.objects.order_by("pk")
    for item, mark in ((first, "right"), (second, "right"), (third, "wrong")):
        actions.mark_sampled(item.pk, mark=mark, words="第三条已改", by=base.manager)
    total, office = queries.figures(date(2026, 11, 1), date(2026, 11, 30))
    assert (total.accuracy.part, total.accuracy.whole) == (2, 3)
    assert office.accuracy == total.accuracy
    before, *_ = queries.figures(date(2026, 10, 1), date(2026, 10, 31))
    assert before.accuracy.whole == 0


def test_the_pages_draw_mark_and_say_how_to_draw_again(base: Cast, client_for: Any) -> None:
    client = client_for("manager")
    answer = client.post(URL, {"n": "2", "organisation": ""})
    sample = Sample.objects.get()
    assert answer["Location"] == f"{URL}{sample.pk}/"
    page = client.get(answer["Location"]).content.decode()
    assert sample.seed in page
    item = Sampled.objects.order_by("pk")[0]
    at = f"{URL}{sample.pk}/{item.pk}/"
    assert client.post(at, {"mark": "wrong", "words": ""}).status_code == 422
    assert client.post(at, {"mark": "right", "words": ""}).status_code == 302
    assert "准确" in client.get(at).content.decode()
    assert client.get(f"{URL}{sample.pk + 9}/").status_code == 404
    assert client_for("head").get(at).status_code == 200
    assert client_for("handler").get(f"{URL}{sample.pk}/").status_code == 404
    with pytest.raises(NotFound):
        queries.sample_for(base.handler, sample.pk)
