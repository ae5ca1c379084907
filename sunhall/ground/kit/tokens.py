"""Words of a text for search: single characters and pairs of Chinese, whole words of Latin.

One design for both databases: the same tokens are stored on PostgreSQL and SQLite, so that
both find the same.
"""

import re
import unicodedata
from collections.abc import Iterator

_PIECES = re.compile(r"[㐀-鿿]+|[0-9a-z]+")
MOST_TOKENS = 4000


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order, each character and each pair of neighbours."""
    found: list[str] = []
    for piece in _pieces(text):
        found.extend(_of(piece))
        if len(found) >= MOST_TOKENS:
            break
    return found[:MOST_TOKENS]


def asked_tokens(text: str) -> list[str]:
    """The tokens a search must find all of: pairs where there are two characters, else one."""
    asked: list[str] = []
    for piece in _pieces(text):
        asked.extend(_pairs(piece) if _is_chinese(piece) and len(piece) > 1 else [piece])
    return list(dict.fromkeys(asked))


def _pieces(text: str) -> Iterator[str]:
    for match in _PIECES.finditer(unicodedata.normalize("NFKC", text).lower()):
        yield match[0]


def _of(piece: str) -> list[str]:
    return [*piece, *_pairs(piece)] if _is_chinese(piece) else [piece]


def _pairs(piece: str) -> list[str]:
    return [piece[at : at + 2] for at in range(len(piece) - 1)]


def _is_chinese(piece: str) -> bool:
    return "㐀" <= piece[0] <= "鿿"
