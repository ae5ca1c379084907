"""H1 at the phone desk: from the ring to a registered, assigned request that keeps its call."""

import pytest

from sunhall.calls import actions as calls
from sunhall.calls.models import Call
from sunhall.calls.models import Seat as Desk
from sunhall.calls.tests.makers import lay_seats
from sunhall.directory.models import Organisation
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.lines import facts
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "路灯又不亮了，晚上看不见路，老人不敢出门。"
POP_MS = 1000
WATCH = """() => {
  window.popped = 0;
  const look = () => {
    if (!window.popped && document.querySelector(".caller-open")) window.popped = Date.now();
  };
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""


@pytest.fixture
def phones(county, settings):
    settings.LINES = "simulator"
    lay_seats()
    Organisation.objects.filter(code="qh-mz").update(phone="0990-0000102")
    return county


def tell(fact):
    """The simulated exchange tells something."""
    calls.heed("simulator", fact, by=SYSTEM)


def bar_says(seat, words):
    """Wait until the bar says so and its buttons are alive."""
    seat.page.locator("#line").get_by_text(words).first.wait_for()
    seat.page.locator("body:not(:has(.htmx-added, .htmx-settling))").wait_for()


def test_from_the_ring_to_an_assigned_request_with_its_call_and_recording(phones, walker):
    open_one = make_request(phones, upto="handling").matter
    seat = Seat(walker, phones, "operator", "h01-phone")
    seat.go("/workbench/desk/")
    seat.page.get_by_role("button", name="801").click()
    bar_says(seat, "示闲")
    # The moment of the pop is taken by the page itself, not by this test's own slowness.
    seat.page.evaluate(WATCH)
    tell(facts.Arrived("sim-1", "13800000001", "12345"))
    rang = seat.page.evaluate("Date.now()")
    seat.page.locator(".caller-open").wait_for()
    assert seat.page.evaluate("popped") - rang <= POP_MS
    assert seat.one.sees(open_one.number)
    seat.one.shot("ring")
    seat.keys = 0
    seat.press("F2")
    bar_says(seat, "通话中")
    assert seat.keys == 1
    seat.keys = 0
    seat.press("F9")
    seat.reaches("#third")
    seat.one.shot("third")
    seat.press("Enter")
    bar_says(seat, "民政局已接入")
    assert seat.keys <= 3
    seat.page.get_by_role("button", name="挂断第三方").click()
    bar_says(seat, "F9")
    seat.page.locator("#id_text").focus()
    seat.write(TEXT)
    seat.page.locator("#id_place_search, [name=place_search]").first.fill("sqc")
    seat.page.locator("#id_place_0").wait_for()
    seat.page.locator("#id_class_search").fill("路灯")
    seat.page.locator("#id_class_code_0").wait_for()
    seat.page.locator("#id_class_code_0").check()
    seat.page.locator("#id_to_0").wait_for()
    seat.look("talking")
    seat.press("F8")
    bar_says(seat, "话后处理")
    assert seat.page.locator("#id_text").input_value() == TEXT
    seat.page.get_by_role("button", name="登记并转办").click()
    seat.page.wait_for_url("**/requests/**")
    assert seat.one.sees("有录音")
    call, request = Call.objects.get(), Request.objects.latest("pk")
    assert (call.outcome, call.staff) == ("answered", "wang")
    assert request.matter.offered_to == "mz-relief"
    assert request.request_calls.get().call == call
    assert seat.one.complaints == []


def test_a_ring_does_not_break_a_word_that_is_being_composed(phones, walker):
    calls.take_seat("801", by=phones.operator)
    seat = Seat(walker, phones, "operator", "h01-ime")
    seat.go("/workbench/desk/")
    seat.page.locator("#id_text").focus()
    seat.write("正在输入")
    seat.page.evaluate("document.dispatchEvent(new CompositionEvent('compositionstart'))")
    tell(facts.Arrived("sim-1", "13900000077", "12345"))
    bar_says(seat, "正在振铃")
    assert seat.focus() == "id_text"
    seat.page.evaluate("document.dispatchEvent(new CompositionEvent('compositionend'))")
    seat.page.get_by_text("没有登记过这个号码").wait_for()
    assert seat.page.locator("#id_text").input_value() == "正在输入"
    assert seat.one.complaints == []


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_the_pages_of_the_phone_desk_have_no_barrier(phones, walker, size):
    calls.take_seat("801", by=phones.manager)
    tell(facts.Arrived("sim-1", "13800000001", "12345"))
    tell(facts.LegUp("sim-1", "1"))
    tell(facts.Recorded("sim-1", "sim-1", 9))
    tell(facts.Ended("sim-1"))
    tell(facts.Arrived("sim-2", "13900000002", "12345"))
    tell(facts.Ended("sim-2"))
    seat = Seat(walker, phones, "manager", f"h01-{size[0]}", size=size)
    code = Call.objects.get(line="sim-1").code
    missed = Call.objects.get(line="sim-2").code
    for name, path in {
        "calls": "", "missed": "missed/", "roster": "roster/", "exchange": "exchange/",
        "simulator": "simulator/", "call": f"{code}/", "back": f"{missed}/",
    }.items():  # fmt: skip
        seat.go(f"/workbench/calls/{path}")
        seat.look(name)


def test_the_telephone_works_without_scripts(phones, walker):
    seat = Seat(walker, phones, "operator", "h01-plain", scripts=False)
    seat.go("/workbench/desk/")
    seat.page.get_by_role("button", name="801").click()
    tell(facts.Arrived("sim-1", "13800000001", "12345"))
    seat.go("/workbench/desk/")
    seat.page.get_by_role("button", name="接听").click()
    assert seat.one.sees("通话中")
    assert Desk.objects.get(code="801").state == "talking"
