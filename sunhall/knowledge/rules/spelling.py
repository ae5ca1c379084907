"""Pinyin of an article for search: by full sound, or by initials, without tones (H12; A3-10).

A spelling is cut into pairs of neighbours as Chinese is, so that any two syllables of a title
find it: 社保卡 is `pyshebao pybaoka` and, by initials, `pisb pibk pisbk`.
"""

import re
import unicodedata
from itertools import pairwise

from pypinyin import lazy_pinyin

_CHINESE = re.compile(r"[㐀-鿿]{2,}")
_LETTERS = re.compile(r"[a-z]{2,40}")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ue|ui|uo"
    r"|ve|[aoeiuv])"
    r"|a|ai|an|ang|ao|e|ei|en|er|o|ou"
)
_LONGEST = 6
_BEGINNING = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])")


def spelled(text: str) -> set[str]:
    """Every token under which the sounds of a text are found."""
    found: set[str] = set()
    for run in _CHINESE.findall(unicodedata.normalize("NFKC", text)):
        sounds = lazy_pinyin(run)
        found |= {f"py{a}{b}" for a, b in pairwise(sounds)}
        letters = "".join(sound[0] for sound in sounds)
        found |= {f"pi{letters[at : at + n]}" for n in (2, 3) for at in range(len(letters) - n + 1)}
    return found


def asked_spelling(text: str) -> list[str]:
    """The tokens that letters in a search may stand for: sounds where they read as such."""
    found: list[str] = []
    for run in _LETTERS.findall(unicodedata.normalize("NFKC", text).lower()):
        sounds = _syllables(run)
        if len(sounds) > 1:
            found += [f"py{a}{b}" for a, b in pairwise(sounds)]
        else:
            n = min(len(run), 3)
            found += [f"pi{run[at : at + n]}" for at in range(len(run) - n + 1)]
    return list(dict.fromkeys(found))


def _syllables(run: str) -> tuple[str, ...]:
    """The fewest syllables a run reads as; what has just been begun at its end is left out."""
    best: list[tuple[str, ...] | None] = [(), *[None] * len(run)]
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or not _SYLLABLE.fullmatch(run, start, end):
                continue
            read = (*before, run[start:end])
            standing = best[end]
            if standing is None or len(read) < len(standing):
                best[end] = read
    for end in (len(run), len(run) - 1, len(run) - 2):
        read_so_far = best[end] if end > 0 else None
        if read_so_far and (end == len(run) or _BEGINNING.fullmatch(run, end)):
            return read_so_far
    return ()
