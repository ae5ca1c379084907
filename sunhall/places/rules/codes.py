"""Division codes: levels, padding, prefixes and what lies within what (GB/T 2260)."""

import re
import unicodedata
from collections.abc import Sequence

from sunhall.ground.kit.refusal import refuse

# Level → Chinese words, from the widest to the narrowest.
LEVELS = {
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "town": "乡级",
    "village": "村级",
    "group": "村民小组",
}

# Digits that carry meaning at each level (GB/T 2260, 统计用区划代码; the last three are ours).
WIDTHS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12, "group": 15}
_LEVEL_OF_WIDTH = {width: level for level, width in WIDTHS.items()}

# Entries of the national list that only hold its tree together; nobody says them in an address.
_FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def stem(code: str) -> str:
    """The part of a code that carries meaning: `990101000000` → `990101`.

    Only whole blocks of zeros are dropped: the town `990101010` keeps its last zero.
    """
    for width in _LEVEL_OF_WIDTH:
        if set(code[width:]) <= {"0"}:
            return code[:width]
    return code


def full_code(code: str) -> str:
    """The twelve digits of a shorter code; fifteen stay fifteen."""
    return code.ljust(12, "0")


def code_of(text: str, *, field: str = "code") -> str:
    """Read a code as people write it; refuse one whose length fits no level."""
    code = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not re.fullmatch(r"[0-9]+", code) or len(code) not in _LEVEL_OF_WIDTH:
        raise refuse("区划代码请输入 2、4、6、9、12 或 15 位数字", field=field)
    if not code.strip("0"):
        raise refuse("区划代码请不要全部是 0", field=field)
    return full_code(code)


def level_of(code: str) -> str:
    """The level a code belongs to: `990101000000` is a county."""
    return _LEVEL_OF_WIDTH[len(stem(code))]


def ancestors(code: str) -> list[str]:
    """The codes above a code, from the widest, whether or not they are registered."""
    own = stem(code)
    above = (full_code(own[:width]) for width in _LEVEL_OF_WIDTH if width < len(own))
    return list(dict.fromkeys(above))


def within(code: str, scope: str) -> bool:
    """Whether a place lies in a scope; the empty scope is everywhere."""
    return code.startswith(stem(scope)) if scope else True


def span(scope: str) -> tuple[str, str]:
    """The half-open range of codes within a scope: an index serves it on every database.

    The upper end is empty where there is none (scope "" or all nines).
    """
    head = stem(scope) if scope else ""
    return head, following(head)


def following(digits: str) -> str:
    """The first text of digits that no longer begins with these; empty where there is none."""
    trimmed = digits.rstrip("9")
    return f"{trimmed[:-1]}{int(trimmed[-1]) + 1}" if trimmed else ""


def full_name(names: Sequence[str]) -> str:
    """Join the names from province to place as an address says them."""
    spoken = [name for name in names[:-1] if name not in _FILLERS]
    return "".join([*dict.fromkeys(spoken), names[-1]])
