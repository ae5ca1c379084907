"""The browser floor: full function in Chromium 86 and iOS 14.5 (E47).

What is named here came into one of the two only later (MDN browser compatibility data). A feature
that may be missing without loss, such as `text-wrap: balance`, is not named.
"""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.house.plan import PACKAGE

STATIC = PACKAGE / "ground" / "web" / "static" / "sunhall"
STYLES = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
VENDORED = ["django_htmx/htmx-2.min.js", "mfa/js/webauthn-json.js", "mfa/js/webauthn.js"]
TEMPLATES = sorted(PACKAGE.rglob("*.html"))

NEW_STYLE = re.compile(
    r":has\(|:is\(|:where\(|:not\([^)]*,|:user-(?:in)?valid|::backdrop"
    r"|@layer|@container|@scope|@property|@starting-style|@import"
    r"|\b(?:oklch|oklab|lab|lch|hwb|color-mix|light-dark|round)\(|\d(?:dvh|svh|lvh|dvw|cqw|lh|rlh)\b"
    r"|[{;\s](?:inset|inset-\w+|aspect-ratio|accent-color|content-visibility|translate|rotate|scale"
    r"|(?:margin|padding)-(?:inline|block)|border-(?:start|end)-\w+-radius|scrollbar-gutter)\s*:"
    r"|overflow(?:-[xy])?:\s*clip|\bsubgrid\b|@media[^{]*[<>]|&[ :.>]"
)
NEW_SCRIPT = re.compile(
    r"\(\?<[=!]|\.(?:at|hasOwn|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy"
    r"|requestSubmit|showPicker|showModal|checkVisibility|togglePopover|showPopover|randomUUID"
    r"|withResolvers|scrollIntoViewIfNeeded)\("
    r"|\b(?:structuredClone|createImageBitmap|reportError|requestIdleCallback|BroadcastChannel)\b"
    r"|\bAbortSignal\.(?:timeout|any)|\bparse(?:Creation|Request)OptionsFromJSON"
    r"|\bstatic\s*\{|\bthis\.#|\bError\([^)]*cause|\binert\b|^\s*(?:import|export)\b"
    r"|new Date\([^)\s]|\bDate\.parse",
    re.MULTILINE,
)
NEW_MARKUP = re.compile(
    r"<(?:dialog|search|selectlist)\b|<details[^>]*\sname=|\s(?:popover|popovertarget|inert)(?:[=\s>]|$)"
    r'|<script[^>]*type="(?:module|importmap)"'
)


def bare(path: Path) -> str:
    """A style sheet or script without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_the_styles_need_nothing_newer_than_the_floor(path: Path) -> None:
    text = bare(path)
    assert not NEW_STYLE.findall(text)
    depth = 0
    for mark in re.findall(r"@media[^{]*\{|[{}]", text):
        depth += -1 if mark == "}" else 0 if mark.startswith("@") else 1
        assert depth <= 1, "nested rule"
        depth = 0 if mark.startswith("@") else max(depth, 0)


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_a_long_word_breaks_on_old_phones_too(path: Path) -> None:
    """`overflow-wrap: anywhere` came with Safari 15.4; `word-break: break-word` is its old name."""
    text = bare(path)
    assert text.count("overflow-wrap:anywhere") == text.count(
        "overflow-wrap:anywhere;word-break:break-word"
    )


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_figures_are_not_printed_over_each_other(path: Path) -> None:
    """WebKit 2.50 draws 11月30日 with its digits on top of each other under `text-autospace`."""
    assert "text-autospace" not in bare(path)


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_what_safari_knows_by_its_own_name_has_that_name_too(path: Path) -> None:
    text = bare(path)
    for name in ("appearance", "print-color-adjust", "text-size-adjust", "backdrop-filter"):
        plain = re.findall(rf"(?<!-)\b{name}:", text)
        assert len(plain) == text.count(f"-webkit-{name}:"), name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_the_scripts_need_nothing_newer_than_the_floor(path: Path) -> None:
    assert not NEW_SCRIPT.findall(bare(path))


@pytest.mark.parametrize("name", VENDORED)
def test_the_scripts_of_others_can_be_read_by_the_floor(name: str) -> None:
    """One look-behind or private field, and iOS 14.5 reads nothing of the whole file."""
    text = Path(str(finders.find(name))).read_text("utf-8")
    assert not re.findall(r"\(\?<[=!]|\bthis\.#|\bstatic\s*\{", text)


def test_the_pages_need_no_element_newer_than_the_floor() -> None:
    found = []
    for path in TEMPLATES:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        found += [(path.name, what) for what in NEW_MARKUP.findall(text)]
    assert not found
