"""What may be shown to everyone: only text from which persons were taken out (PIPL 25, 28)."""

import re
from collections.abc import Iterable

HIDDEN = "**"

# Longest first: an identity number contains what looks like a phone number.
_PERSONAL = (
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    re.compile(r"(?<!\d)\d{12,19}(?!\d)"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"),
    re.compile(r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"),
    re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}"
    ),
    re.compile(r"(?:微信|QQ|qq)(?:号)?[:：]?\s*[A-Za-z0-9_-]{5,20}"),
)
# House numbers: a street and a village stay, the door does not.
_DOOR = re.compile(
    r"[\d一二三四五六七八九十]+\s*(?:号楼|栋|幢|座)?\s*[\d一二三四五六七八九十]*\s*(?:单元)?\s*"
    r"[\d一二三四五六七八九十]+\s*(?:室|户|号门)"
)


def without_persons(text: str, names: Iterable[str] = ()) -> str:
    """Take out identity numbers, phones, plates, doors and the given names (D1)."""
    for name in sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len)[::-1]:
        text = text.replace(name, HIDDEN)
    for pattern in (*_PERSONAL, _DOOR):
        text = pattern.sub(HIDDEN, text)
    return text
