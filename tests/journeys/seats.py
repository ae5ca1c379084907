"""A member of staff at a real browser, with hands on the keyboard only."""

from typing import Any

from sunhall.ground.journal.events import Event
from sunhall.ground.journal.record import told
from tests.cast import Cast

# Loaded, and for some frames nothing is on its way or being put into the page. Playwright's own
# "networkidle" waits half a second each time, and after the first time not at all.
CALM = """(key) => {
    const busy = document.readyState !== "complete"
        || document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added");
    window[key] = busy ? 0 : (window[key] || 0) + 1;
    return window[key] > 4;
}"""


def tells(number: str, *facts: type[Event]) -> None:
    """The journal tells of a matter just these facts of their kinds, in this order."""
    assert [fact for fact in told(f"matter:{number}") if fact in facts] == list(facts)


class Seat:
    """Counts keys: one keydown each, free text not counted (ux B, counting rules)."""

    def __init__(self, walker: Any, cast: Cast, who: str, name: str, **more: Any) -> None:
        session = cast.client_for(who).cookies["session"].value
        self.one = walker(name, session=session, **{"size": (1440, 900), **more})
        self.page = self.one.page
        self.keys = 0

    def go(self, path: str) -> None:
        self.one.go(path)
        self.rest()

    def press(self, *keys: str) -> None:
        """Press keys one after the other; a chord counts each of its keys."""
        for key in keys:
            self.keys += key.count("+") + 1
            self.page.keyboard.press(key)

    def initials(self, letters: str) -> None:
        """Type pinyin initials: these are keys, not text."""
        self.keys += len(letters)
        self.page.keyboard.type(letters)

    def write(self, words: str) -> None:
        """Type free text into what has the focus: not counted."""
        self.page.keyboard.insert_text(words)

    def rest(self) -> None:
        """Wait until the page has nothing more to fetch."""
        self.page.wait_for_load_state()
        if self.one.scripts:
            self.page.evaluate("(key) => { window[key] = 0; }", "calm")
            self.page.wait_for_function(CALM, arg="calm")

    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def reaches(self, selector: str) -> None:
        """Wait until what this picks, or something within it, has the focus: then keys go there."""
        self.page.wait_for_function(
            "(at) => document.querySelector(at)?.contains(document.activeElement)", arg=selector
        )

    def look(self, name: str) -> None:
        """No barrier for anybody, and a picture for the record."""
        self.rest()
        assert self.one.complaints == [], (name, self.one.complaints)
        # From the top: what lies under the sticky bar just now counts as covered.
        self.page.evaluate("scrollTo(0, 0)")
        barriers = self.one.barriers()
        assert barriers == [], (name, barriers)
        self.one.complaints.clear()
        self.one.shot(name)
