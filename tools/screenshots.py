"""Put a few screenshots of the browser tests, made small, into docs/screenshots for the README.

`--desk URL` first takes those of the workbench from a running demonstration county (`make run`).
"""

import argparse
import sys
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SHOTS, KEPT = ROOT / "build" / "shots", ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "Qinghe-2026"  # noqa: S105  # of the demonstration county, printed by make run


class Chosen(NamedTuple):
    """One picture of the README: what it is called, which shot, how much of it."""

    name: str
    shot: str
    height: int
    width: int


CHOSEN = (
    Chosen("resident-home", "file-citizen-360-0-home", 760, 360),
    Chosen("resident-check", "file-citizen-360-5-check", 760, 360),
    Chosen("resident-rate", "rate-citizen-360-rate", 760, 360),
    Chosen("resident-follow", "request-citizen-1440-dialogue", 1180, 960),
    Chosen("desk-inbox", "desk-inbox", 900, 960),
    Chosen("desk-watch", "desk-watch", 900, 960),
)

# Account of the demonstration county → page, shot.
DESK = (("handler", "workbench/", "desk-inbox"), ("supervisor", "workbench/watch/", "desk-watch"))


def main() -> int:
    """Write every picture whose shot is there; 1 when one is missing or too large."""
    parser = argparse.ArgumentParser("python -m tools.screenshots", description=__doc__)
    parser.add_argument("--desk", metavar="URL", help="address of a running demonstration county")
    asked = parser.parse_args()
    if asked.desk:
        _take_desk(asked.desk.rstrip("/") + "/")
    KEPT.mkdir(parents=True, exist_ok=True)
    failed = 0
    for chosen in CHOSEN:
        source, target = SHOTS / f"{chosen.shot}.png", KEPT / f"{chosen.name}.png"
        if not source.exists():
            print(f"{chosen.name}: no build/shots/{source.name}; run make test first")
            failed = 1
            continue
        _small(source, chosen).save(target, optimize=True)
        size = target.stat().st_size
        failed |= int(size > MOST_BYTES)
        print(f"{target.relative_to(ROOT)}: {size:,} bytes")
    return failed


def _small(source: Path, chosen: Chosen) -> Image.Image:
    """The top of a shot, at the width of the page, with at most 128 colours."""
    picture = Image.open(source).convert("RGB")
    top = picture.crop((0, 0, picture.width, min(picture.height, chosen.height)))
    if top.width > chosen.width:
        size = (chosen.width, round(top.height * chosen.width / top.width))
        top = top.resize(size, Image.Resampling.LANCZOS)
    return top.quantize(128, dither=Image.Dither.NONE)


def _take_desk(home: str) -> None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where it is asked for

    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for account, path, shot in DESK:
            page: Any = browser.new_page(
                viewport={"width": 1440, "height": 900}, locale="zh-CN", color_scheme="light"
            )
            page.goto(f"{home}accounts/login/?next=/{path}")
            page.locator("input[name=login]").fill(account)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_url(f"**/{path}*")
            page.screenshot(path=SHOTS / f"{shot}.png")
            page.context.close()
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
