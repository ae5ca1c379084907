"""H1: a letter comes to the desk with its scans; an agent files for a neighbour on a phone."""

import pytest

from sunhall.ground.files.tests import samples
from sunhall.hotline import events
from sunhall.hotline.models import Brought, OnBehalf, Request
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "村里的水井用了三十年，今年打上来是浑的，老人都不敢喝。"


def picture(name: str) -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": samples.picture()}


@pytest.mark.parametrize("size", [(1440, 900), (360, 740)], ids=["1440", "360"])
def test_a_letter_is_registered_and_its_receipt_printed(county, walker, size):
    seat = Seat(walker, county, "operator", f"h01-letter-{size[0]}", size=size)
    seat.go("/workbench/desk/paper/")
    seat.look("empty")
    seat.page.locator("#id_post_number").fill("XA12345678944")
    files = [picture("第一页.jpg"), picture("第二页.jpg")]
    seat.page.set_input_files("input[name=attached]", files)
    seat.one.tap("登记并打印回执", role="button")
    # Without words it is not registered; both sheets are still there.
    seat.page.get_by_text("第二页.jpg").first.wait_for()
    # The browser complains of the answer that says what is missing; that is the point of it.
    seat.one.complaints.clear()
    seat.page.locator("#id_text").fill(TEXT)
    seat.page.locator("input[name=place_search]").fill("sqc")
    seat.page.get_by_text("石桥村", exact=False).first.wait_for()
    seat.page.locator("input[name=place]").first.check()
    seat.page.locator("#id_name").fill("石老伯")
    seat.page.locator("#id_phone").fill("13900000021")
    seat.one.tap("登记并打印回执", role="button")
    seat.page.wait_for_url("**/receipt/")
    row = Request.objects.get()
    assert seat.one.sees(row.matter.query_code)
    assert Brought.objects.get().post_number == "XA12345678944"
    tells(row.matter.number, events.RequestReceived, events.RequestBrought, events.ReceiptPrinted)
    seat.look("receipt")


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_an_agent_files_for_a_neighbour_on_a_phone(county, walker, density):
    name = f"h01-agent-{density}"
    seat = Seat(walker, county, "agent", name, size=(360, 740), density=density)
    seat.go("/workbench/behalf/")
    seat.look("none")
    seat.one.tap("代填一件")
    seat.page.locator("#id_name").fill("石老伯")
    seat.page.locator("#id_phone").fill("13900000021")
    seat.one.choose("本人签名或按手印的委托书")
    seat.page.set_input_files("input[name=photo]", [picture("委托书.jpg")])
    seat.page.locator("#id_text").fill(TEXT)
    seat.page.locator("#id_place").select_option("990101100201")
    seat.look("filled")
    seat.one.tap("提交", role="button")
    seat.page.get_by_text("本人会收到短信").first.wait_for()
    row = OnBehalf.objects.get()
    assert row.agent == "dai"
    assert not seat.one.sees(row.request.matter.query_code)
    seat.look("filed")
    seat.go("/workbench/behalf/")
    assert seat.one.sees(row.request.matter.number)
