"""K6: a resident signs in by phone code and sees who read what; the desk reads with a reason."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIND = "电话、邮箱、身份证号码、信用代码或姓名（须完整）"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


def signed_in(county, walker, who: str, name: str, **more):
    return walker(name, session=county.client_for(who).cookies["session"].value, **more)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_resident_signs_in_with_three_taps(county, walker, scripts):
    one = walker("phone-code", scripts=scripts)
    one.go("/me/data/")
    one.write("请输入您的手机号码", "138 0000 0001")
    one.tap("获取验证码", "button")
    code = re.search(r"验证码是 (\d{6})", one.page.locator("main").inner_text())
    one.write("请输入短信中的 6 位验证码", code[1])
    one.tap("登录", "button")
    assert one.sees("李秀兰")
    assert one.taps == 2
    assert one.complaints == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_the_desk_reads_with_a_reason_and_the_resident_sees_it(county, walker, scripts):
    desk = signed_in(county, walker, "operator", "reveal", size=DESK, scripts=scripts)
    desk.go("/workbench/people/")
    desk.write(FIND, "13800000001")
    desk.tap("查找", "button")
    desk.tap("李*兰")
    assert not desk.sees("13800000001")
    desk.page.get_by_label("查看项目").select_option("phone")
    desk.write("查看原因", "回电核实诉求")
    desk.tap("查看并记录", "button")
    desk.page.get_by_text("13800000001").wait_for()
    assert desk.complaints == []
    mine = signed_in(county, walker, "resident", "me-data")
    mine.go("/me/data/")
    assert mine.sees("回电核实诉求")
    assert mine.sees("王守信")


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_the_pages_of_the_resident_have_no_barrier(county, walker, density):
    one = walker(f"resident-{density}", density=density)
    one.go("/me/sign-in/")
    assert one.barriers() == []
    one.shot("sign-in")
    one.write("请输入您的手机号码", "1380")
    one.tap("获取验证码", "button")
    assert one.barriers() == []
    one.shot("wrong-phone")
    one.write("请输入您的手机号码", "13800000001")
    one.tap("获取验证码", "button")
    assert one.barriers() == []
    one.shot("code")
    mine = signed_in(county, walker, "resident", f"me-{density}", density=density)
    mine.go("/me/data/")
    assert mine.barriers() == []
    mine.shot("data")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1440"])
def test_the_pages_of_the_desk_have_no_barrier(county, walker, size):
    one = signed_in(county, walker, "operator", f"people-{size[0]}", size=size)
    one.go("/workbench/people/")
    one.write(FIND, "13800000001")
    one.tap("查找", "button")
    for path, name in (
        ("/workbench/people/", "found"),
        (f"/workbench/people/{county.persons['resident']}/", "person"),
        ("/workbench/people/requests/", "requests"),
    ):
        one.go(path)
        assert one.barriers() == [], path
        one.shot(name)
