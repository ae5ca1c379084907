"""Cut a text into the terms a class is learnt from."""

import re
import unicodedata

import rjieba

_LINK = re.compile(r"(?:https?://|www\.)[\w./?=&%#:~-]+", re.ASCII)
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z]+|[0-9]+")
_HALF = re.compile(r"[\ud800-\udfff]")
# People put the matter itself into the first line; what follows is greeting and story.
_OPENING = 20

CHARACTER, WORD, OPENING = "c", "w", "h"


def plain(text: str) -> str:
    """Bring a text to one form: width, case, links and halves of characters do not matter."""
    text = _HALF.sub(" ", text)
    return _LINK.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def same(text: str) -> str:
    """Give the key under which equal texts meet, whatever their spaces and punctuation."""
    return "".join(_RUN.findall(plain(text)))


def words(text: str) -> list[str]:
    """Cut a plain text into words."""
    return [word for word in rjieba.cut(text) if _RUN.fullmatch(word)]


def cuts(text: str) -> set[int]:
    """Say where words of a text begin and end."""
    found, at = {0}, 0
    for word in rjieba.cut(text):
        at += len(word)
        found.add(at)
    return found


def grams(text: str) -> list[str]:
    """List single characters and pairs; digits stand together or not at all."""
    found: list[str] = []
    for run in _RUN.findall(text):
        found.extend(run)
        found.extend(run[at : at + 2] for at in range(len(run) - 1))
    return found


def terms(text: str) -> list[str]:
    """List all terms of a text, each marked with its kind."""
    text = plain(text)
    return [
        *(CHARACTER + gram for gram in grams(text)),
        *(WORD + word for word in words(text)),
        *(OPENING + gram for gram in grams(text[:_OPENING])),
    ]
