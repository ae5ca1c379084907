"""H1 on the web: a resident files a request with a phone, with and without scripts."""

import pytest
from PIL import Image

from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "东山镇石桥村村口的路灯坏了半个月，晚上老人出门看不见路。"
QUESTIONS = ("/request/new/", "/request/new/class/", "/request/new/place/")
ENDS = ("/request/new/contact/", "/request/new/check/")


def file_one(one, *, look=False):
    """The reference script of E1: home to receipt."""
    one.go("/")
    steps = []

    def step(name):
        steps.append(name)
        if look:
            assert one.barriers() == [], name
            one.shot(name)

    step("0-home")
    one.tap("我要反映")
    step("1-text")
    one.write("发生了什么", TEXT)
    one.tap("继续", "button")
    step("2-class")
    one.choose("城乡建设")
    one.tap("继续", "button")
    step("3-place")
    one.write("在哪里", "石桥村老桥头")
    one.tap("继续", "button")
    step("4-contact")
    one.write("称呼", "李女士")
    one.write("手机号码", "138 0000 0009")
    one.tap("继续", "button")
    step("5-check")
    one.tap("提交诉求", "button")
    step("6-receipt")
    return steps


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_request_takes_at_most_eight_taps_and_five_pages(county, walker, scripts):
    one = walker("file", scripts=scripts)
    file_one(one)
    assert one.sees("诉求已提交")
    assert one.taps <= 8
    asked = [path for path in dict.fromkeys(one.pages) if path in (*QUESTIONS, *ENDS)]
    assert len(asked) == 5
    request = Request.objects.get()
    assert request.matter.place == county.places["bridge"]
    assert one.sees(request.matter.number)
    assert one.complaints == []


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_no_page_of_filing_has_a_barrier(county, walker, density):
    one = walker(f"file-{density}-360", density=density)
    file_one(one, look=True)
    assert one.complaints == []


def test_filing_looks_right_on_a_wide_screen(county, walker):
    one = walker("file-citizen-1440", size=(1440, 900))
    file_one(one, look=True)


def test_back_after_sending_files_nothing_twice(county, walker):
    one = walker("back")
    file_one(one)
    assert one.sees("诉求已提交")
    one.back()
    assert one.sees("已经提交过了") or one.sees("请核对后提交")
    if one.sees("请核对后提交"):
        one.tap("提交诉求", "button")
        assert one.sees("诉求已提交")
    assert Request.objects.count() == 1


def test_back_between_questions_shows_the_answer_as_left(county, walker):
    one = walker("between")
    one.go("/request/new/")
    one.write("发生了什么", TEXT)
    one.tap("继续", "button")
    one.page.wait_for_url("**/request/new/class/")
    one.back()
    assert one.page.get_by_label("发生了什么").input_value() == TEXT


def test_typing_survives_a_killed_tab(county, walker):
    one = walker("killed")
    one.go("/request/new/")
    one.write("发生了什么", TEXT)
    with one.page.expect_response("**/request/new/keep/"):
        one.page.get_by_label("发生了什么").blur()
    one.page.goto("about:blank")
    one.go("/request/new/")
    assert one.page.get_by_label("发生了什么").input_value() == TEXT


def test_the_place_search_answers_while_typing(county, walker):
    one = walker("search")
    one.go("/request/new/")
    one.write("发生了什么", TEXT)
    one.tap("继续", "button")
    one.choose("城乡建设")
    one.tap("继续", "button")
    with one.page.expect_response("**/place/search/**"):
        one.page.locator("#id_place").press_sequentially("lsc")
    one.page.get_by_text("柳树村").click()
    one.tap("继续", "button")
    assert one.sees("怎么联系您")


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_wrong_answers_are_explained_without_a_barrier(county, walker, density):
    one = walker(f"file-{density}-360", density=density)
    one.go("/request/new/")
    one.tap("继续", "button")
    assert one.sees("有问题需要修改")
    assert one.page.evaluate("document.activeElement.className") == "error-summary"
    assert one.barriers() == []
    one.shot("1-text-wrong")


def test_a_page_of_filing_asks_for_at_most_ten_things(county, walker):
    one = walker("weight")
    asked = []
    one.page.on("request", lambda request: asked.append(request.url))
    one.go("/request/new/")
    assert len(asked) <= 10


@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_somebody_else_met_the_same_and_can_be_joined(county, walker, density):
    first = make_published(county, text="石桥村村口的路灯坏了，晚上老人看不见路。")
    one = walker(f"file-{density}-360", density=density)
    one.go("/request/new/")
    one.write("发生了什么", TEXT)
    one.tap("继续", "button")
    assert one.sees("附近有类似的事，是同一件吗")
    assert one.barriers() == []
    one.shot("2-class-similar")
    one.choose("城乡建设")
    one.choose("石桥村村口的路灯坏了")
    one.tap("继续", "button")
    one.write("在哪里", "石桥村老桥头")
    one.tap("继续", "button")
    one.tap("继续", "button")
    assert one.sees("我也遇到")
    one.tap("提交诉求", "button")
    mine = Request.objects.exclude(pk=first.pk).get()
    assert mine.matter.links.get().other == first.matter


def test_a_photo_goes_with_the_request_without_scripts(county, walker, tmp_path):
    photo = tmp_path / "路灯.jpg"
    Image.new("RGB", (640, 480), "grey").save(photo)
    one = walker("photo", scripts=False)
    one.go("/request/new/")
    one.write("发生了什么", "灯")
    one.page.get_by_label("选照片、录音或视频").set_input_files(photo)
    one.tap("继续", "button")
    assert one.sees("有问题需要修改")
    assert one.sees("路灯.jpg"), "a photo survives a wrong text"
    one.write("发生了什么", TEXT)
    one.tap("继续", "button")
    assert one.sees("是不是这一类")
    one.go("/request/new/")
    one.shot("kept")
    one.tap("移除 路灯.jpg", "button")
    assert not one.sees("路灯.jpg")
