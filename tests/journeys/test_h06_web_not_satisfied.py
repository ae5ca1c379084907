"""H6 on the web: not satisfied with an answer, a dialogue is owed, the person sees all of it."""

import pytest

from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Dialogue
from sunhall.hotline.tests.makers import make_published, make_request
from sunhall.matters import actions as matter_actions
from tests.journeys.seats import tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_resident_says_not_satisfied_and_chooses_where_to_talk(county, walker, scripts):
    request = make_request(county, upto="answered")
    one = walker("talk", scripts=scripts)
    one.go(f"/t/{queries.link_token(request)}/")
    one.tap("我不满意")
    assert one.sees("前当面与您沟通")
    one.write("哪里不满意", "灯还是不亮")
    one.tap("我不满意，要求当面沟通", "button")
    one.choose("到村（社区）")
    one.choose("希望法律志愿者参加")
    one.tap("告诉承办单位", "button")
    assert one.sees("您希望的方式：到村（社区）")
    dialogue = Dialogue.objects.get()
    assert (dialogue.way, dialogue.wants_lawyer, dialogue.held_at) == ("village", True, None)
    tells(request.matter.number, events.RequestDissatisfied, events.DialogueWished)
    assert one.complaints == []


def test_number_and_code_are_three_fields_at_most(county, walker):
    request = make_request(county, upto="handling")
    one = walker("track")
    one.go("/")
    one.tap("查进度")
    one.write("编号", request.matter.number.lower().replace("-", ""))
    one.write("查询码", request.matter.query_code)
    one.tap("查询", "button")
    assert one.sees("民政局")
    assert one.taps == 2


def test_the_link_of_a_message_is_one_tap(county, walker):
    request = make_request(county, upto="handling")
    one = walker("link", scripts=False)
    one.go(f"/t/{queries.link_token(request)}/")
    assert one.sees("现在在谁手里")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_resident_disputes_a_call_nobody_made(county, walker, scripts):
    request = make_request(county, upto="handling")
    number = request.matter.number
    matter_actions.record_contact(number, way="phone", result="reached", by=county.handler)
    one = walker("dispute", scripts=scripts)
    one.go(f"/t/{queries.link_token(request)}/")
    one.page.get_by_role("link", name="我没有接到").click()
    one.tap("确认没有联系过我", "button")
    assert one.sees("本人称未接到")


@pytest.mark.parametrize("density", ["citizen", "elder"])
@pytest.mark.parametrize("stage", ["received", "handling", "answered", "dialogue", "talked"])
def test_no_stage_of_a_request_has_a_barrier(county, walker, stage, density):
    request = make_request(county, upto=stage)
    number = request.matter.number
    owner = county.operator if stage == "received" else county.handler
    matter_actions.record_contact(number, way="phone", result="no_answer", by=owner)
    one = walker(f"request-{density}-360", density=density)
    one.go(f"/t/{queries.link_token(request)}/")
    assert one.barriers() == []
    one.shot(stage)


@pytest.mark.parametrize("stage", ["handling", "answered", "dialogue"])
def test_a_request_looks_right_on_a_wide_screen(county, walker, stage):
    request = make_request(county, upto=stage)
    one = walker("request-citizen-1440", size=(1440, 900))
    one.go(f"/t/{queries.link_token(request)}/")
    assert one.barriers() == []
    one.page.get_by_text("为什么是这个时间？").click()
    one.shot(stage)


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_no_page_of_answering_back_has_a_barrier(county, walker, density):
    one = walker(f"reply-{density}-360", density=density)
    request = make_request(county, upto="answered", is_public=True)
    one.go(f"/t/{queries.link_token(request)}/")
    base = f"/request/{request.matter.number}/"
    for page in ("not-satisfied", "public"):
        one.go(f"{base}{page}/")
        assert one.barriers() == [], page
        one.shot(page)
    actions.dissatisfy(request.matter.number, said_to="portal", by=county.resident)
    for page in ("dialogue", "more", "withdraw"):
        one.go(f"{base}{page}/")
        assert one.barriers() == [], page
        one.shot(page)


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_no_public_page_has_a_barrier(county, walker, density):
    case = make_published(county)
    make_request(county, upto="answered", is_public=True)
    one = walker(f"public-{density}-360", density=density)
    for name, path in {
        "home": "/",
        "track": "/track/",
        "cases": "/cases/",
        "case": f"/cases/{case.matter.number}/",
        "search": "/search/?q=路灯",
        "search-none": "/search/?q=蓝鲸",
        "help": "/help/",
        "cookies": "/cookies/",
        "stop": "/request/new/elsewhere/emergency/",
    }.items():
        one.go(path)
        assert one.barriers() == [], name
        one.shot(name)


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_my_page_has_no_barrier(county, walker, client_for, density):
    for stage in ("handling", "answered", "talked"):
        make_request(county, upto=stage)
    one = walker(
        f"my-{density}-360",
        density=density,
        session=client_for("resident").cookies["session"].value,
    )
    one.go("/")
    one.tap("我的")
    assert one.sees("正在办")
    assert one.barriers() == []
    one.shot("list")
