"""A resident with an old iPhone: nothing is lost that iOS 14.5 cannot do by itself (E47)."""

import pytest
from PIL import Image

from sunhall.ground.files.models import StoredFile
from tests.journeys.test_h01_web_request import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What Safari brought only after iOS 14.5 is taken from the browser before any page runs.
WITHOUT = """
    delete window.SubmitEvent.prototype.submitter;
    delete window.SubmitEvent;
    for (const name of ["createImageBitmap", "structuredClone", "requestIdleCallback",
        "BroadcastChannel", "OffscreenCanvas", "HTMLDialogElement"]) delete window[name];
    for (const kind of [Array, String]) delete kind.prototype.at;
    delete HTMLFormElement.prototype.requestSubmit;
    delete Object.hasOwn;
"""


@pytest.fixture
def old(county, walker):
    one = walker("old-phone")
    one.page.add_init_script(WITHOUT)
    one.go("/request/new/")
    assert one.page.evaluate("typeof createImageBitmap + typeof SubmitEvent") == "undefined" * 2
    return one


def test_larger_letters_lose_nothing_that_was_typed(old):
    old.write("发生了什么", TEXT)
    before = list(old.pages)
    for button, density, size in (
        ("大字", "elder", "1"),
        ("再大些", "elder", "2"),
        ("再大些", "elder", "3"),
        ("小一些", "elder", "2"),
        ("标准字", "citizen", "2"),
    ):
        old.tap(button, "button")
        old.page.locator(f"body[data-density={density}][data-size='{size}']").wait_for()
    assert old.page.get_by_role("button", name="大字").is_visible()
    assert old.page.get_by_label("发生了什么").input_value() == TEXT
    assert old.pages == before, "the page was not loaded anew"
    assert old.complaints == []


def test_the_button_that_was_pressed_says_that_it_is_busy(old):
    old.write("发生了什么", TEXT)
    old.page.evaluate(
        """document.addEventListener("submit", (event) => {
            event.preventDefault();
            document.title = event.submitter.getAttribute("aria-busy");
        })"""
    )
    old.tap("继续", "button")
    assert old.page.title() == "true"


def test_a_photo_from_a_held_up_phone_is_made_small_and_upright(old, tmp_path):
    photo = tmp_path / "路灯.jpg"
    upright = Image.Exif()
    upright[0x0112] = 6  # held upright: turn a quarter to the right
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(photo, quality=95, exif=upright)
    chosen = old.page.get_by_label("选照片、录音或视频")
    chosen.set_input_files(photo)
    old.page.wait_for_function("(box) => box.files[0].size < 2000000", arg=chosen.element_handle())
    old.write("发生了什么", TEXT)
    old.tap("继续", "button")
    assert old.sees("是不是这一类")
    kept = StoredFile.objects.get()
    assert (kept.width, kept.height) == (1200, 1600)
    assert old.complaints == []
