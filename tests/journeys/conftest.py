"""A real Chromium for the journeys; `--shots` keeps pictures of their pages in `build/shots`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest

from sunhall.hotline.tests.makers import lay_desk
from tests.cast import Cast

SHOTS = Path(__file__).resolve().parents[2] / "build" / "shots"
PHONE, DESK = (360, 740), (1440, 900)
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What passes need not be told: to describe it takes longer than to check it.
    "resultTypes": ["violations"],
}

# A request that a newer one replaces (hx-sync) is given up; one that fails says htmx:sendError.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")


class Walker:
    """Somebody with a browser: counts taps and pages, keeps what the browser complains about."""

    def __init__(
        self, page: Any, home: str, name: str, *, scripts: bool = True, keeps: bool = False
    ) -> None:
        self.page, self.home, self.name = page, home, name
        self.scripts, self.keeps = scripts, keeps
        self.taps, self.pages, self.complaints = 0, [], []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfinished", self._count_page)

    def _hear(self, said: Any) -> None:
        if said.type == "error" and not said.text.startswith(GIVEN_UP):
            self.complaints.append(said.text)

    def _count_page(self, request: Any) -> None:
        if request.is_navigation_request() and request.method == "GET":
            self.pages.append(request.url.removeprefix(self.home))

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)

    def back(self) -> None:
        """Go one page back, as the browser's own button does, and wait until that page is there."""
        with self.page.expect_navigation():
            self.page.evaluate("() => history.back()")

    def tap(self, words: str, role: str = "link", *, exact: bool = True) -> None:
        """Touch one thing by its words; typing and scrolling are no taps."""
        self.taps += 1
        self.page.get_by_role(role, name=words, exact=exact).first.click()

    def choose(self, label: str) -> None:
        self.taps += 1
        self.page.locator("label", has_text=label).first.click()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)

    def download(self, link: Any) -> tuple[str, bytes]:
        """Take the file that a link gives: its name and what is in it."""
        if int(self.page.context.browser.version.split(".")[0]) > 90:
            with self.page.expect_download() as caught:
                link.click()
            return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()
        # The oldest Chromium of the floor keeps the file without telling the test tool.
        answer = self.page.request.get(urljoin(self.page.url, link.get_attribute("href")))
        head = answer.headers["content-disposition"]
        assert answer.ok, answer.status
        assert head.startswith("attachment;"), head
        name = head.partition("filename")[2].lstrip("*=").removeprefix("utf-8''").strip('"')
        return unquote(name), answer.body()

    def sees(self, words: str) -> bool:
        return words in self.page.locator("main").inner_text()

    def shot(self, name: str) -> None:
        """Keep a picture of the whole page, if pictures were asked for."""
        if not self.keeps:
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{self.name}-{name}.png", full_page=True)

    def barriers(self) -> list[Any]:
        """What axe finds, and whether the page needs scrolling sideways."""
        found = _axe().Axe().run(self.page, options=AXE_RULES).response["violations"]
        told = [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return [*told, *([("scrolls sideways", wide)] if wide > 0 else [])]


def _axe() -> Any:
    return pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture
def walker(
    chromium: Any, live_server: Any, pytestconfig: pytest.Config
) -> Iterator[Callable[..., Walker]]:
    """`walker(scripts=False, density="elder")`: somebody with a browser on the live site."""
    opened = []
    keeps = bool(pytestconfig.getoption("--shots"))

    def start(
        name: str = "walker",
        *,
        scripts: bool = True,
        size: tuple[int, int] = PHONE,
        **cookies: str,
    ) -> Walker:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            locale="zh-CN",
        )
        opened.append(context)
        for key, value in cookies.items():
            context.add_cookies([{"name": key, "value": value, "url": live_server.url}])
        return Walker(context.new_page(), live_server.url, name, scripts=scripts, keeps=keeps)

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def county(transactional_db: None, cast: Cast) -> Cast:
    """The county with its hotline laid, on a database that the live server sees."""
    lay_desk(cast)
    return cast
