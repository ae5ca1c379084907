"""S9 on the web: rate an answer in two taps from the link; a bad rating owes a dialogue."""

import pytest

from sunhall.ground.journal.worker import deliver_one
from sunhall.hotline import events, queries
from sunhall.hotline.models import Dialogue
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import events as matters
from sunhall.matters.models import Rating
from tests.journeys.seats import tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_rating_is_two_taps_from_the_link(county, walker, scripts):
    request = make_request(county, upto="answered")
    one = walker("rate", scripts=scripts)
    one.go(f"/t/{queries.link_token(request)}/rate/")
    assert one.page.locator("input[name=stars]:checked").count() == 0
    one.choose("基本满意")
    one.tap("提交评价", "button")
    assert one.taps == 2
    assert Rating.objects.get().stars == 3
    assert one.sees("谢谢，已收到您的评价。")
    assert one.complaints == []


def test_reasons_follow_the_chosen_level(county, walker):
    request = make_request(county, upto="answered")
    one = walker("reasons")
    one.go(f"/t/{queries.link_token(request)}/rate/")
    with one.page.expect_response("**/rate/reasons/**"):
        one.choose("非常不满意")
    one.page.get_by_label("办得快").wait_for(state="detached")
    one.page.get_by_label("问题没有解决").check()
    one.tap("提交评价", "button")
    assert Rating.objects.get().reasons == ["unsolved"]


def test_a_bad_rating_says_by_when_and_opens_the_dialogue(county, walker):
    request = make_request(county, upto="answered")
    one = walker("bad", scripts=False)
    one.go(f"/t/{queries.link_token(request)}/rate/")
    one.choose("不满意")
    one.tap("提交评价", "button")
    assert one.sees("前当面与您沟通（约谈），谈过才能办结。")
    while deliver_one():
        pass
    assert Dialogue.objects.get().held_at is None
    tells(request.matter.number, matters.MatterRated, events.RequestDissatisfied)


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_rating_has_no_barrier(county, walker, density):
    request = make_request(county, upto="answered")
    one = walker(f"rate-{density}-360", density=density)
    one.go(f"/t/{queries.link_token(request)}/rate/")
    assert one.barriers() == []
    one.shot("rate")
    one.tap("提交评价", "button")
    assert one.sees("请从五个等级中选择一个")
    assert one.barriers() == []
    one.shot("rate-wrong")
    wide = walker(f"rate-{density}-1440", size=(1440, 900), density=density)
    wide.go(f"/t/{queries.link_token(request)}/rate/")
    assert wide.barriers() == []
    wide.shot("rate")
