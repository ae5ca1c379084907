"""English is longer than Chinese: no page breaks on a phone or a desk because of it (E53)."""

import pytest

from sunhall.hotline import queries
from sunhall.hotline.tests.makers import make_request
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.seats import Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])


@SIZES
def test_pages_for_residents_fit_in_english(county, walker, size):
    request = make_request(county, upto="dialogue")
    one = walker(f"english-{size[0]}", size=size, language="en")
    pages = {"home": "/", "file": "/request/new/", "figures": "/figures/"}
    for name, path in {**pages, "status": f"/t/{queries.link_token(request)}/"}.items():
        one.go(path)
        assert one.page.locator("html").get_attribute("lang") == "en"
        assert one.barriers() == [], name
        one.shot(name)


@SIZES
def test_pages_for_staff_fit_in_english(county, walker, size):
    number = make_request(county, upto="handling").matter.number
    make_request(county, upto="dialogue")
    for who, pages in {
        "handler": {"inbox": "", "request": f"requests/{number}/answer/"},
        "operator": {"desk": "desk/", "triage": "triage/"},
        "supervisor": {"watch": "watch/"},
        "system_admin": {"calendar": "calendar/", "member": "staff/zhao/"},
    }.items():
        seat = Seat(walker, county, who, f"english-{size[0]}", size=size, language="en")
        for name, path in pages.items():
            seat.go(f"/workbench/{path}")
            seat.look(name)
