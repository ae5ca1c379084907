"""What may be shown to everyone: only text from which persons were taken out (PIPL 25, 28)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunhall.hotline.rules.naming import suspected

HIDDEN = "**"

# Why a place of a text is hidden 隐去, the firmest first. Only what is suspected may be shown.
NUMBER, KNOWN, CHOSEN, SUSPECTED = "number", "known", "chosen", "suspected"
_FIRMNESS = (NUMBER, KNOWN, CHOSEN, SUSPECTED)

# Full-width letters, digits and spaces as plain ones, place for place.
_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
# What people put between the digits of a number that they do not want a machine to find.
_GAP = "[-–—.·, ]?"

# Longest first: an identity number contains what looks like a phone number.
_PERSONAL = (
    re.compile(rf"(?<!\d)\d{{6}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dXx](?!\d)"),
    re.compile(rf"(?<!\d)\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?:{_GAP}\d){{0,7}}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"),
    re.compile(rf"(?<!\d)0\d{{2,3}}[)）]?{_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)"),
    re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
        r"[A-Za-z][-–—.·•・ ]?[A-Za-z0-9]{4,5}[A-Za-z0-9挂学警港澳领]"
    ),
    re.compile(r"(?:微信|QQ|qq|[VvWw]信|[VvWw][Xx])(?:号码?)?[是为]?[:：]?\s*[A-Za-z0-9_-]{5,20}"),
)
# House numbers: a street and a village stay, the door does not.
_DOOR = re.compile(
    r"[\d一二三四五六七八九十]+\s*(?:号楼|栋|幢|座)?\s*[\d一二三四五六七八九十]*\s*(?:单元)?\s*"
    r"[\d一二三四五六七八九十]+\s*(?:室|户|号门)"
)


@dataclass(frozen=True, order=True)
class Span:
    """A place of a text that is hidden, and why."""

    start: int
    end: int
    why: str


def spans(
    text: str, names: Iterable[str] = (), *, keep: Iterable[str] = (), hide: Iterable[str] = ()
) -> list[Span]:
    """Every place that is hidden: what is no name is kept, what a clerk chose is hidden too.

    Identity numbers, phones, plates, doors and the given names are hidden whatever is kept.
    """
    found = [*_known(text, names), *_numbers(text), *_all(text, hide, CHOSEN)]
    kept = set(keep)
    found += [
        Span(start, end, SUSPECTED) for start, end in suspected(text) if text[start:end] not in kept
    ]
    return _joined(found)


def without(text: str, hidden: Iterable[Span]) -> str:
    """The text with these places hidden."""
    return "".join(HIDDEN if why else words for words, why in marked(text, hidden))


def marked(text: str, hidden: Iterable[Span]) -> list[tuple[str, str]]:
    """The text in pieces: words, and why they are hidden; "" for those that everyone reads."""
    pieces, at = [], 0
    for span in hidden:
        pieces += [(text[at : span.start], ""), (text[span.start : span.end], span.why)]
        at = span.end
    return [(words, why) for words, why in (*pieces, (text[at:], "")) if words]


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Take out identity numbers, phones, plates, doors, the given names and what looks like one."""
    return without(text, spans(text, names))


def without_names(text: str, names: Iterable[str]) -> str:
    """Take out the given names alone: those that became known after a text was reviewed."""
    return without(text, _joined(list(_known(text, names))))


def _known(text: str, names: Iterable[str]) -> Iterator[Span]:
    return _all(text, (name.strip() for name in names if len(name.strip()) > 1), KNOWN)


def _all(text: str, phrases: Iterable[str], why: str) -> Iterator[Span]:
    for phrase in filter(None, phrases):
        for found in re.finditer(re.escape(phrase), text):
            yield Span(*found.span(), why)


def _numbers(text: str) -> Iterator[Span]:
    plain = text.translate(_PLAIN)
    for pattern in (*_PERSONAL, _DOOR):
        for found in pattern.finditer(plain):
            yield Span(*found.span(), NUMBER)


def _joined(found: list[Span]) -> list[Span]:
    """In order, each place once; of two that overlap the firmer reason counts."""
    joined: list[Span] = []
    for span in sorted(found):
        if not joined or span.start >= joined[-1].end:
            joined.append(span)
            continue
        last = joined.pop()
        why = min(last.why, span.why, key=_FIRMNESS.index)
        joined.append(Span(last.start, max(last.end, span.end), why))
    return joined
