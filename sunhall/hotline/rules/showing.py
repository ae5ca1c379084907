"""What may be shown to everyone: only text from which persons were taken out (PIPL 25, 28)."""

import re
from collections.abc import Iterable

from sunhall.hotline.rules.naming import without_suspected

HIDDEN = "**"

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


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Take out identity numbers, phones, plates, doors, the given names and what looks like one."""
    for name in sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len)[::-1]:
        text = text.replace(name, HIDDEN)
    text = without_suspected(text, HIDDEN)
    for pattern in (*_PERSONAL, _DOOR):
        text = _hide(pattern, text)
    return text


def _hide(pattern: re.Pattern[str], text: str) -> str:
    kept, at = [], 0
    for found in pattern.finditer(text.translate(_PLAIN)):
        kept += [text[at : found.start()], HIDDEN]
        at = found.end()
    return "".join([*kept, text[at:]])
