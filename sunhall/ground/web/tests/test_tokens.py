"""Every pair of colours that meets on a page, measured from the style sheet itself (E51)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "static" / "sunhall" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")


def _block(selector: str) -> dict[str, str]:
    found = re.search(re.escape(selector) + r"\{(.*?)\}", TOKENS, re.DOTALL)
    assert found, selector
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", found[1]))


LIGHT = _block(":root")
WALL = LIGHT | _block("[data-wall],[data-density=wall]")
HIGH = LIGHT | _block("[data-contrast=high]:not([data-density=wall])")
THEMES = {"light": LIGHT, "wall": WALL, "high": HIGH}

TEXT_ON = {
    "ink": ("bg", "surface", "tint", "tint-2", "pause-bg"),
    "ink-2": ("bg", "surface", "tint", "tint-2", "pause-bg"),
    "ink-3": ("bg", "surface", "tint", "pause-bg"),
    "link": ("bg", "surface", "tint"),
    "brand-strong": ("bg", "surface", "tint", "tint-2"),
    "on-brand": ("brand", "brand-strong"),
    "ok": ("surface", "ok-bg"),
    "warn": ("surface", "warn-bg"),
    "danger": ("surface", "danger-bg", "bg"),
    "info": ("surface", "info-bg"),
}
SHAPE_ON = {
    "line-input": ("bg", "surface"),
    "brand": ("bg", "surface"),
    "lamp-ok": ("bg", "surface"),
    "lamp-warn": ("bg", "surface"),
    "lamp-bad": ("bg", "surface"),
    "lamp-off": ("bg", "surface"),
    "focus-edge": ("bg", "surface", "focus"),
}
PAIRS = [
    (theme, front, back, least)
    for theme in THEMES
    for table, least in ((TEXT_ON, 4.5), (SHAPE_ON, 3.0))
    for front, backs in table.items()
    for back in backs
    # On the dark wall the yellow of the ring itself stands out; its light edge need not.
    if (theme, front, back) != ("wall", "focus-edge", "focus")
]


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#1459a8", "#ffffff") == pytest.approx(6.9, abs=0.1)


@pytest.mark.parametrize(("theme", "front", "back", "least"), PAIRS)
def test_what_meets_can_be_told_apart(theme, front, back, least):
    colours = THEMES[theme]
    assert contrast(colours[front], colours[back]) >= least


@pytest.mark.parametrize("theme", ["light", "high"])
def test_the_focus_ring_shows_on_paper_and_on_the_brand(theme):
    colours = THEMES[theme]
    assert contrast(colours["focus"], colours["brand"]) >= 3
    assert contrast(colours["focus-edge"], colours["surface"]) >= 3


def test_the_wall_shows_the_yellow_of_the_ring():
    assert contrast(WALL["focus"], WALL["surface"]) >= 3


def test_the_agreed_tokens_are_unchanged():
    agreed = {
        "bg": "#f5f7fa", "surface": "#fff", "ink": "#14202e", "ink-2": "#3a4757",
        "ink-3": "#566373", "line": "#d5dce5", "line-input": "#7a8797", "brand": "#1459a8",
        "brand-strong": "#0b4a8f", "link": "#0b57b0", "ok": "#0b6b3a", "warn": "#7a4b00",
        "danger": "#b3261e", "info": "#0b5c7a", "lamp-ok": "#0b8a4a", "lamp-warn": "#b97400",
        "lamp-bad": "#c62828", "lamp-off": "#6b7785", "focus": "#ffd400",
    }  # fmt: skip
    assert agreed.items() <= LIGHT.items()
    assert {"bg": "#0b1622", "surface": "#122236", "ok": "#4fd08a"}.items() <= WALL.items()


def test_colours_live_in_the_tokens_only():
    # Paper is white and ink black when printed; the chart's numbers stand on fixed tones.
    allowed = {"#000", "#fff", "#0b1622"}
    for sheet in CSS.glob("*.css"):
        if sheet.name != "tokens.css":
            found = set(re.findall(r"#[0-9a-f]{3,6}\b(?=[;}\s,)])", sheet.read_text("utf-8")))
            assert found <= allowed, sheet.name
