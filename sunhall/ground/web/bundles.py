"""Bundles: small hand-written files joined into the few that a page asks for. No Node.

`static/sunhall/css/*.css` and `static/sunhall/js/*.js` are the source. `BundleFinder` is a
staticfiles finder: collectstatic and the development server get `citizen.css`, `desk.css`,
`wall.css`, `citizen.js` and `desk.js` from it, joined and stripped of comments, written anew
whenever a part is newer.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCE = Path(__file__).parent / "static" / "sunhall"

_CITIZEN_CSS = ("tokens", "base", "layout", "forms", "content", "case", "print")
_CITIZEN_JS = ("floor", "page", "forms", "draft", "photo", "position")

BUNDLES: dict[str, tuple[str, ...]] = {
    "sunhall/citizen.css": tuple(f"css/{name}.css" for name in _CITIZEN_CSS),
    "sunhall/desk.css": tuple(f"css/{name}.css" for name in (*_CITIZEN_CSS, "desk", "bench")),
    "sunhall/wall.css": tuple(f"css/{name}.css" for name in (*_CITIZEN_CSS, "wall")),
    "sunhall/citizen.js": tuple(f"js/{name}.js" for name in _CITIZEN_JS),
    "sunhall/desk.js": tuple(
        f"js/{name}.js" for name in ("keys", "list", "palette", "case", "sign")
    ),
}


def bundle(path: str) -> str:
    """Join the parts of one bundle, without comments and indentation."""
    parts = [(SOURCE / part).read_text(encoding="utf-8") for part in BUNDLES[path]]
    strip = _strip_css if path.endswith(".css") else _strip_js
    return "".join(strip(part) for part in parts)


def _strip_css(text: str) -> str:
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,])\s*", r"\1", text)
    return text.replace(";}", "}").strip() + "\n"


def _strip_js(text: str) -> str:
    """Only whole-line comments and indentation: no parser, so nothing can be misread."""
    text = re.sub(r"^\s*/\*.*?\*/\s*?$", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def written(path: str, folder: Path) -> Path:
    """The bundle as a file in `folder`, made anew when a part has changed."""
    target = folder / path
    newest = max((SOURCE / part).stat().st_mtime for part in BUNDLES[path])
    if not target.exists() or target.stat().st_mtime < newest:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two bundles, or two threads of one server, must not share a draft.
        draft = target.with_name(f"{target.name}.{uuid4().hex}")
        draft.write_text(bundle(path), encoding="utf-8")
        draft.replace(target)
    return target


class BundleFinder(BaseFinder):
    """Find the bundles among the static files."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.VAR) / "bundles"

    def check(self, **_kwargs: Any) -> list[Any]:
        """Nothing to configure, nothing to complain about."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Say where a bundle lies; other paths are not ours."""
        found = [str(written(path, self.folder))] if path in BUNDLES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        """Write every bundle and hand them to collectstatic."""
        del ignore_patterns
        storage = FileSystemStorage(location=self.folder)
        for path in BUNDLES:
            written(path, self.folder)
            yield path, storage
