"""D2: a matter is left out by two offices, is found from its figure; a preset is chosen (K3)."""

import pytest

from sunhall.clocks.models import PresetProposal
from sunhall.hotline import actions as hotline
from sunhall.hotline.tests.makers import make_request
from sunhall.matters.events import ExclusionDecided, ExclusionProposed
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat, tells

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROOF = "答复函〔2026〕11 号，附通话录音编号 C261102-1"


def unhappy(cast):
    """An answered request whose person is not content."""
    number = make_request(cast, upto="answered").matter.number
    hotline.revisit_request(
        number, way="phone", reached=True, solved=False, satisfied=False, by=cast.revisitor
    )
    return number


def test_a_matter_is_left_out_by_another_office_and_found_from_its_figure(county, walker):
    number = unhappy(county)
    seat = Seat(walker, county, "handler", "measures-ask")
    seat.go(f"/workbench/requests/{number}/")
    seat.page.get_by_role("link", name="申请剔除").click()
    seat.page.get_by_role("button", name="提交审定").click()
    seat.page.locator(".error-summary").first.wait_for()
    # A form that is refused answers 422; the browser says so.
    seat.one.complaints.clear()
    seat.look("1-refused")
    seat.page.get_by_label("诉求没有法律和政策依据，已解释说明").check()
    seat.page.get_by_label("证据").fill(PROOF)
    seat.page.get_by_role("button", name="提交审定").click()
    seat.page.get_by_text("审定之前仍计入统计").first.wait_for()
    seat.look("2-asked")
    other = Seat(walker, county, "supervisor", "measures-decide")
    other.go("/workbench/figures/exclusions/?state=proposed")
    other.page.get_by_role("link", name=number).click()
    other.page.get_by_label("同意剔除").check()
    other.page.get_by_label("理由").fill("核对答复函，事由成立")
    other.page.get_by_role("button", name="提交审定").click()
    other.page.get_by_text("已审定").first.wait_for()
    tells(number, ExclusionProposed, ExclusionDecided)
    other.go("/workbench/figures/")
    other.page.get_by_role("link", name="另剔除 1 件").first.click()
    other.page.get_by_role("link", name=number).first.wait_for()
    other.look("3-beneath")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
@pytest.mark.parametrize("density", ["desk", "elder"])
def test_how_figures_are_counted_can_be_read_by_everybody(county, walker, density, size):
    unhappy(county)
    seat = Seat(
        walker, county, "manager", f"measures-{density}-{size[0]}", size=size, density=density
    )
    for name in (
        "figures", "figures/compare", "figures/exclusions", "figures/measures",
        "figures/measures/weights", "limit-rules/presets", "limit-rules/presets/SHANDONG",
    ):  # fmt: skip
        seat.go(f"/workbench/{name}/")
        seat.look(name.replace("/", "-"))
        wide = seat.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0], (name, wide)


def test_a_preset_is_previewed_proposed_and_approved_by_another(county, walker):
    clerk = Seat(walker, county, "system_admin", "preset-choose")
    clerk.go("/workbench/limit-rules/presets/")
    clerk.page.get_by_role("link", name="广东", exact=True).click()
    clerk.page.get_by_role("cell", name="15 个工作日").first.wait_for()
    clerk.page.get_by_label("自哪天起").fill("2030-01-01")
    clerk.page.get_by_label("选用的原因或文号").fill("县府办文〔2026〕30 号")
    clerk.page.get_by_role("button", name="提交审批").click()
    clerk.page.get_by_text("请由另一位有审批权限的同事审批").first.wait_for()
    row = PresetProposal.objects.get()
    checker = Seat(walker, county, "security_admin", "preset-approve")
    checker.go(f"/workbench/limit-rules/preset-proposals/{row.pk}/")
    checker.look("1-proposed")
    checker.page.get_by_role("button", name="批准选用").click()
    checker.page.get_by_text("正在计时的不变").first.wait_for()
    row.refresh_from_db()
    assert row.state == "approved"
