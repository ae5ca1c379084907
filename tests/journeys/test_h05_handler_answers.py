"""H5 in the split pane: what turns red next, signed with one key, answered, nothing lost."""

import pytest

from sunhall.hotline import actions
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import events as matters
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANSWER = "您好，路灯已于今天修复，请您查看。"


def test_a_handler_signs_and_answers_by_keyboard(county, walker):
    request = make_request(county, upto="assigned")
    number = request.matter.number
    seat = Seat(walker, county, "handler", "h05")
    seat.go("/workbench/")
    seat.press("j")
    seat.page.wait_for_url(f"**/requests/{number}/**")
    seat.rest()
    seat.one.shot("offered")
    seat.press("a")
    seat.page.get_by_text("已签收").first.wait_for()
    seat.rest()
    seat.press("e")
    seat.page.locator("#id_text:focus").wait_for()
    seat.write(ANSWER)
    seat.press("Tab", "Space")
    seat.press("Control+Enter")
    seat.page.get_by_text("已答复，等待回访").first.wait_for()
    seat.one.shot("answered")
    assert seat.keys <= 12
    request.matter.refresh_from_db()
    assert request.matter.last_answer.text == ANSWER
    assert request.matter.outcome == "resolved"
    assert request.matter.stage == "answered"
    tells(number, matters.MatterSigned, matters.MatterAnswered)
    assert seat.one.complaints == []


def test_letters_do_nothing_while_a_word_is_being_composed(county, walker):
    request = make_request(county, upto="assigned")
    seat = Seat(walker, county, "handler", "h05-ime")
    seat.go(f"/workbench/requests/{request.matter.number}/")
    for composed in (
        "{key:'a',isComposing:true,bubbles:true}",
        "{key:'a',keyCode:229,bubbles:true}",
    ):
        seat.page.evaluate(f"document.body.dispatchEvent(new KeyboardEvent('keydown',{composed}))")
    seat.rest()
    request.matter.refresh_from_db()
    assert request.matter.offered_to == "mz-relief"
    seat.press("a")
    seat.page.get_by_text("已签收").first.wait_for()


def test_what_is_written_survives_a_killed_tab(county, walker):
    number = make_request(county, upto="handling").matter.number
    seat = Seat(walker, county, "handler", "h05-draft")
    seat.go(f"/workbench/requests/{number}/")
    seat.page.locator("#id_text").focus()
    seat.write(ANSWER)
    seat.press("Tab")
    seat.page.get_by_text("草稿已保存").first.wait_for()
    seat.page.close()
    again = Seat(walker, county, "handler", "h05-draft-again")
    again.go(f"/workbench/requests/{number}/")
    assert again.page.locator("#id_text").input_value() == ANSWER
    assert again.one.sees("已恢复")


def test_two_people_see_each_other_and_the_second_save_overwrites_nothing(county, walker):
    request = make_request(county, upto="handling")
    number = request.matter.number
    one = Seat(walker, county, "handler", "h05-two-a")
    one.go(f"/workbench/requests/{number}/")
    head = Seat(walker, county, "head", "h05-two-b")
    head.go(f"/workbench/requests/{number}/")
    assert head.one.sees("赵承办 正在查看")
    one.page.locator("#id_text").focus()
    one.write(ANSWER)
    one.page.locator("#id_outcome_0").check()
    actions.return_request(
        number,
        reason_code="not_area",
        reason="应由镇里先处理。",
        suggested="lx-desk",
        by=county.handler,
    )
    one.page.locator("#id_text").focus()
    one.press("Control+Enter")
    one.page.get_by_text("您写的内容都还在").wait_for()
    one.one.shot("conflict")
    assert one.page.locator("#id_text").input_value() == ANSWER
    assert Request.objects.get().matter.stage == "classified"


def test_a_template_goes_in_at_the_cursor(county, walker):
    actions.set_answer_template("lamp", name="路灯已修复", text="已修复。", by=county.manager)
    number = make_request(county, upto="handling").matter.number
    seat = Seat(walker, county, "handler", "h05-template")
    seat.go(f"/workbench/requests/{number}/")
    box = seat.page.locator("#id_text")
    box.fill("您好，谢谢。")
    box.evaluate("box => box.setSelectionRange(3, 3)")
    seat.page.evaluate("document.activeElement.blur()")
    seat.press("m")
    seat.page.get_by_text("路灯已修复").first.click()
    assert box.input_value() == "您好，已修复。谢谢。"
    seat.page.get_by_text("诉求人将看到").click()
    seat.page.locator("#preview", has_text="已修复。谢谢。").wait_for()


def test_on_a_phone_a_tap_opens_the_case_as_a_page(county, walker):
    number = make_request(county, upto="handling").matter.number
    seat = Seat(walker, county, "handler", "h05-phone", size=(360, 740))
    seat.go("/workbench/?view=open")
    seat.page.locator(".item-link").first.click()
    seat.page.wait_for_url(f"**/requests/{number}/**")
    seat.rest()
    assert not seat.page.locator("#inbox").is_visible()
    assert seat.page.locator("#case-title").is_visible()
    seat.page.get_by_role("link", name="返回列表").first.click()
    seat.page.wait_for_url("**/workbench/?view=open")


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_no_page_of_a_handler_has_a_barrier(county, walker, size):
    make_request(county, upto="assigned")
    make_request(county, upto="answered")
    number = make_request(county, upto="handling", is_urgent=True).matter.number
    seat = Seat(walker, county, "handler", f"h05-{size[0]}", size=size)
    for name, path in {
        "inbox": "/workbench/",
        "open": "/workbench/?view=open",
        "none": "/workbench/?view=late",
        "case": f"/workbench/requests/{number}/",
        **{
            part: f"/workbench/requests/{number}/{part}/"
            for part in ("return", "note", "contact", "pause", "extension", "answer", "person")
        },
    }.items():
        seat.go(path)
        seat.look(name)
    seat.go(f"/workbench/requests/{number}/")
    seat.page.locator(".why summary").click()
    seat.page.locator(".more summary").click()
    seat.look("case-open")
    seat.go(f"/workbench/requests/{number}/answer/")
    seat.page.get_by_role("button", name="发出答复").click()
    seat.reaches(".error-summary")
    barriers = seat.one.barriers()
    assert barriers == [], barriers


def test_a_handler_works_without_scripts(county, walker):
    request = make_request(county, upto="assigned")
    seat = Seat(walker, county, "handler", "h05-plain", scripts=False)
    seat.go("/workbench/")
    seat.page.locator(".item-link").first.click()
    seat.page.get_by_role("button", name="签收").click()
    assert seat.one.sees("已签收")
    seat.page.locator("#id_text").fill(ANSWER)
    seat.page.locator("#id_outcome_0").check()
    seat.page.get_by_role("button", name="发出答复").click()
    assert seat.one.sees("已答复，等待回访")
    request.matter.refresh_from_db()
    assert request.matter.stage == "answered"
