"""Every page for residents on the narrowest screens, in both views and both languages (E48–E50).

180 CSS pixels are a phone of 720 at four times the size (WCAG 1.4.10 asks for 320).
"""

import pytest

from sunhall.hotline import queries
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/", "/search/?q=路灯", "/search/?q=猫狗", "/cases/", "/help/", "/cookies/", "/figures/",
    "/track/", "/me/sign-in/", "/request/new/", "/request/new/elsewhere/emergency/", "/nowhere/",
)  # fmt: skip
STAGES = ("received", "assigned", "answered", "dialogue", "talked")
STEPS = {
    "received": ("more", "withdraw", "public"),
    "answered": ("rate", "not-satisfied"),
    "dialogue": ("dialogue",),
}

# Links within a sentence are as high as its line (WCAG 2.5.8); whole rows are hit beside the words.
SMALL = """(least) => [...document.querySelectorAll("a, button, .input, summary, .choice label")]
    .filter(one => !one.closest(".tasks, .visually-hidden") && !one.matches(".skip"))
    .filter(one => one.getClientRects().length)
    .filter(one => getComputedStyle(one).display !== "inline"
        || ![...one.parentNode.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(one => one.getBoundingClientRect().height < least - 0.5)
    .map(one => one.outerHTML.slice(0, 120))"""


def addresses(county) -> list[str]:
    """The pages of requests in several stages, each proved by its link before."""
    found = []
    for stage in STAGES:
        request = make_request(county, upto=stage, is_public=True)
        number = request.matter.number
        owner = county.operator if stage in ("received", "assigned") else county.handler
        contact = matter_actions.record_contact(number, way="phone", result="no_answer", by=owner)
        token = queries.link_token(request)
        found += [f"/t/{token}/", f"/request/receipt/{token}/"]
        found += [f"/request/{number}/contact/{contact.pk}/dispute/"]
        found += [f"/request/{number}/{step}/" for step in STEPS.get(stage, ())]
    return [*PAGES, *found]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("density", ["citizen", "elder"])
def test_no_page_scrolls_sideways_and_every_target_is_large(county, walker, density, language):
    one = walker("narrow", size=(320, 640), density=density, language=language)
    wrong = []
    for path in addresses(county):
        for width in (320, 180):
            one.page.set_viewport_size({"width": width, "height": 640})
            one.go(path)
            over = one.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            wrong += [(path, width, over)] if over > 0 else []
        small = one.page.evaluate(SMALL, 60 if density == "elder" else 44)
        wrong += [(path, "small", small)] if small else []
    assert wrong == []
