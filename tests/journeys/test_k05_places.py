"""K5: a place is found by the initials of its name; a list is tried before it is taken."""

import pytest

from sunhall.places.models import Place
from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(county, walker, name: str, **more):
    return walker(name, session=county.client_for("system_admin").cookies["session"].value, **more)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_village_is_found_by_its_initials(county, walker, scripts):
    one = signed_in(county, walker, "places", size=DESK, scripts=scripts)
    one.go("/workbench/places/")
    one.page.get_by_label("查找区划").press_sequentially("sqc")
    if not scripts:
        one.tap("查找", "button")
    one.page.get_by_role("link", name="青禾县东山镇石桥村", exact=True).wait_for()
    assert one.complaints == []


def test_a_pasted_list_is_tried_and_then_taken(county, walker):
    one = signed_in(county, walker, "import", size=DESK, scripts=False)
    one.go("/workbench/places/import/")
    one.write("或粘贴表格", "code,name\n990101102,南坡镇\n990101999201,没有乡镇的村\n")
    one.tap("试运行", "button")
    assert one.sees("990101999000 还没有登记，请先导入上级")
    assert not Place.objects.filter(code="990101102000").exists()
    one.tap("导入以上变化", "button")
    assert one.sees("导入结果")
    assert Place.objects.get(code="990101102000").name == "南坡镇"


def test_the_pages_of_the_map_have_no_barrier(county, walker):
    pages = {"tree": "/workbench/places/?in=990101000000", "import": "/workbench/places/import/"}
    for size in (PHONE, DESK):
        one = signed_in(county, walker, f"places-{size[0]}", size=size)
        for name, path in pages.items():
            one.go(path)
            assert one.barriers() == [], path
            one.shot(name)
