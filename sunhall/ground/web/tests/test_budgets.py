"""What a page weighs (E43, E44)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sunhall.ground.web.bundles import BUNDLES, bundle, written

SOURCE = Path(__file__).parent.parent / "static" / "sunhall"


def _weight(data: bytes) -> int:
    return len(gzip.compress(data, 9))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("sunhall/citizen.css", 15_000),
        ("sunhall/desk.css", 24_000),
        ("sunhall/wall.css", 24_000),
        ("sunhall/citizen.js", 6_000),
    ],
)
def test_a_bundle_keeps_its_budget(path, most):
    assert _weight(bundle(path).encode()) <= most


def test_a_resident_downloads_at_most_25_kb_of_script():
    htmx = Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()
    assert _weight(htmx) + _weight(bundle("sunhall/citizen.js").encode()) <= 25_000


def test_the_desk_downloads_at_most_60_kb_of_script():
    htmx = Path(finders.find("django_htmx/htmx-2.min.js")).read_bytes()
    own = bundle("sunhall/citizen.js") + bundle("sunhall/desk.js")
    assert _weight(htmx) + _weight(own.encode()) <= 60_000


@pytest.mark.parametrize("path", sorted((SOURCE / "js").glob("*.js")), ids=lambda p: p.name)
def test_the_scripts_never_evaluate_text(path):
    text = path.read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|localStorage", text)


@pytest.mark.parametrize("path", sorted((SOURCE / "js").glob("*.js")), ids=lambda p: p.name)
def test_every_key_handler_ignores_composition(path):
    text = path.read_text("utf-8")
    for handler in text.split('addEventListener("keydown"')[1:]:
        head = handler[:300]
        assert "isComposing" in head or "composing(" in head


@pytest.mark.parametrize("path", BUNDLES)
def test_the_finder_knows_every_bundle(path):
    assert Path(finders.find(path)).read_text("utf-8") == bundle(path)


def test_a_bundle_is_made_anew_when_a_part_is_newer(tmp_path):
    file = written("sunhall/wall.css", tmp_path)
    file.write_text("old", "utf-8")
    written("sunhall/wall.css", tmp_path)
    assert file.read_text("utf-8") == "old"
    file.unlink()
    assert written("sunhall/wall.css", tmp_path).read_text("utf-8") == bundle("sunhall/wall.css")
