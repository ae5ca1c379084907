"""The styleguide in real Chromium: axe, reflow, targets, contrast, keyboard, no scripts."""

import os
import shutil
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="no Chromium on this machine"),
    pytest.mark.urls("sunhall.ground.web.tests.addresses"),
]
DENSITIES = ("citizen", "elder", "desk", "wall")
LANGUAGES = ("zh-hans", "en")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    """The pages of the ground, served without any database: they must not need one."""
    handler = StaticFilesHandler(WSGIHandler())
    server = make_server("127.0.0.1", 0, handler, server_class=_Server, handler_class=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(chromium, site):
    """Open a page and hear what the browser complains about."""
    opened = []

    def open_page(path, *, width=1280, height=900, language="zh-hans", scripts=True, **cookies):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="zh-CN",
        )
        opened.append(context)
        for name, value in {"language": language, **cookies}.items():
            context.add_cookies([{"name": name, "value": value, "url": site}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(site + path)
        return page

    yield open_page
    for context in opened:
        context.close()


def _violations(page):
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("density", DENSITIES)
def test_no_barrier_in_any_density_and_language(look, density, language):
    page = look(f"/styleguide/?density={density}", language=language)
    assert _violations(page) == []
    assert page.complaints == []


@pytest.mark.parametrize("density", ["citizen", "desk"])
def test_no_barrier_in_high_contrast(look, density):
    page = look(f"/styleguide/?density={density}&contrast=high")
    assert _violations(page) == []


def test_no_barrier_on_the_wall(look):
    page = look("/styleguide/?density=wall&only=wall", width=1920, height=1080)
    assert _violations(page) == []


@pytest.mark.parametrize("size", ["1", "2", "3"])
def test_no_barrier_in_the_frame_at_any_size(look, size):
    page = look("/help/", width=360, height=740, density="elder", size=size)
    assert _violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("density", ["citizen", "elder", "desk"])
def test_a_page_reflows_at_320_pixels(look, density, language):
    page = look(f"/styleguide/?density={density}", width=320, height=640, language=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("density", "least"), [("citizen", 44), ("elder", 60), ("desk", 24)])
def test_what_a_finger_must_hit_is_large_enough(look, density, least):
    page = look(f"/styleguide/?density={density}&only=forms")
    heights = page.eval_on_selector_all(
        ".btn, .input, .choice label, .pref, .help, .service a",
        "all => all.filter(one => one.getClientRects().length)"
        ".map(one => [one.className, one.getBoundingClientRect().height])",
    )
    assert heights
    assert [found for found in heights if found[1] < least - 0.5] == []


def test_no_text_for_the_elder_is_below_24_pixels(look):
    page = look("/styleguide/?density=elder&only=forms")
    small = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
        .filter(one => [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
        .filter(one => !one.closest(".visually-hidden") && one.getClientRects().length)
        .filter(one => parseFloat(getComputedStyle(one).fontSize) < 20)
        .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert small == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 24


def test_text_spacing_of_the_readers_own_clips_nothing(look):
    page = look("/styleguide/?only=forms", width=360)
    clipped = page.evaluate(
        """() => {
        for (const one of document.querySelectorAll("main *")) {
          one.style.setProperty("line-height", "1.5", "important");
          one.style.setProperty("letter-spacing", "0.12em", "important");
          one.style.setProperty("word-spacing", "0.16em", "important");
        }
        return [...document.querySelectorAll(".btn, .choice label, .tag, .caption")]
          .filter(one => one.scrollWidth > one.clientWidth + 1)
          .filter(one => getComputedStyle(one).overflow === "hidden")
          .map(one => one.outerHTML.slice(0, 90));
        }"""
    )
    assert clipped == []


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(look):
    page = look("/styleguide/?only=forms")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click("a[href='#wrong_phone']")
    assert page.evaluate("document.activeElement.id") == "wrong_phone"


def test_the_focus_is_seen(look):
    page = look("/help/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    shadow = page.evaluate("getComputedStyle(document.activeElement).boxShadow")
    assert "rgb(255, 212, 0)" in shadow


def test_typing_is_counted_but_never_stopped(look):
    page = look("/styleguide/?only=forms")
    page.evaluate("document.getElementById('blank_what').removeAttribute('maxlength')")
    page.fill("#blank_what", "字" * 1003)
    assert page.text_content("#blank_what-count") == "多了 3 个字"
    page.fill("#blank_what", "字" * 990)
    assert page.text_content("#blank_what-count") == "还可以写 10 个字"


def test_size_changes_in_place_and_keeps_what_was_typed(look):
    page = look("/styleguide/?only=forms")
    page.fill("#blank_what", "路面塌陷")
    page.click("button[name=contrast]")
    page.wait_for_selector("body[data-contrast=high]")
    assert page.input_value("#blank_what") == "路面塌陷"


def test_without_scripts_settings_are_kept_by_the_server(look):
    page = look("/help/", scripts=False)
    page.click("button[name=density]")
    assert page.get_attribute("body", "data-density") == "elder"
    assert page.url.endswith("/help/")


def test_keys_wait_while_a_word_is_being_composed(look):
    page = look("/styleguide/?density=desk&only=desk")
    page.evaluate("window.pressed = 0")
    page.evaluate(
        """document.querySelector("[data-key=u]").addEventListener("click", (event) => {
        event.preventDefault(); window.pressed += 1; })"""
    )
    send = """(composing) => document.body.dispatchEvent(new KeyboardEvent("keydown",
        {key: "u", bubbles: true, cancelable: true, isComposing: composing}))"""
    page.evaluate(send, True)
    assert page.evaluate("window.pressed") == 0
    page.evaluate(send, False)
    assert page.evaluate("window.pressed") == 1


def test_keys_can_be_switched_off(look):
    page = look("/styleguide/?density=desk&only=desk", keys="off")
    page.keyboard.press("j")
    assert page.evaluate("!document.activeElement.matches('.item-link')")


def test_j_and_k_move_through_the_list(look):
    page = look("/styleguide/?density=desk&only=desk")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert "R2026-000098" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("k")
    assert "R2026-000123" in page.evaluate("document.activeElement.textContent")


def test_ticks_are_counted(look):
    page = look("/styleguide/?density=desk&only=desk")
    page.check("input[value='R2026-000123']")
    assert page.text_content("[data-bulk-count]") == "1"
    page.click(".bulk [type=reset]")
    page.wait_for_selector(".bulk", state="hidden")


def test_a_template_is_inserted_and_never_replaces(look):
    page = look("/styleguide/?density=desk&only=desk")
    page.fill("#reply", "李先生：")
    page.click(".picker summary")
    page.click("[data-insert=reply] >> nth=1")
    assert page.input_value("#reply") == "李先生：您反映的问题已修复，请您查看。"


def _millimetres(page, selector, side):
    size = page.evaluate(f"document.querySelector('{selector}').getBoundingClientRect().{side}")
    return size / 96 * 25.4


def test_a_document_prints_156_mm_wide_in_lines_of_28_98_points(look):
    page = look("/styleguide/?only=print", width=1123, height=794)
    page.emulate_media(media="print")
    assert abs(_millimetres(page, ".doc", "width") - 156) <= 1
    line = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.doc p')).lineHeight)"
    )
    assert abs(line * 0.75 - 28.98) < 0.1
    assert not page.is_visible(".top")


def test_a_slip_prints_72_mm_wide_with_a_number_one_can_read_and_a_code_one_can_scan(look):
    page = look("/styleguide/?only=print", width=1123, height=794)
    page.emulate_media(media="print")
    assert abs(_millimetres(page, ".slip", "width") - 72) <= 1
    assert _millimetres(page, ".slip-number", "height") >= 15
    assert _millimetres(page, ".slip .qr svg", "width") >= 25


def test_lamps_are_told_apart_without_colour(look):
    page = look("/styleguide/?only=case")
    shapes = page.eval_on_selector_all(
        "p:first-of-type ~ p .lamp", "all => all.map(one => one.textContent.trim())"
    )
    assert {"●正常", "▲临期", "■超期", "‖暂停"} <= set(shapes)
