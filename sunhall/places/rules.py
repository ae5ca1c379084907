"""The rules of codes: levels, padding, prefixes and what lies within what."""

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


def stem(code: str) -> str:
    """The part of a code that carries meaning: `990101000000` → `990101`.

    Only whole blocks of zeros are dropped: the town `990101010` keeps its last zero.
    """
    for width in sorted(WIDTHS.values()):
        if set(code[width:]) <= {"0"}:
            return code[:width]
    return code


def full_code(code: str) -> str:
    """The twelve digits of a shorter code; fifteen stay fifteen."""
    return code.ljust(12, "0")


def within(code: str, scope: str) -> bool:
    """Whether a place lies in a scope; the empty scope is everywhere."""
    return code.startswith(stem(scope)) if scope else True


def span(scope: str) -> tuple[str, str]:
    """The half-open range of codes within a scope: an index serves it on every database.

    The upper end is empty where there is none (scope "" or all nines).
    """
    head = stem(scope) if scope else ""
    trimmed = head.rstrip("9")
    return head, f"{trimmed[:-1]}{int(trimmed[-1]) + 1}" if trimmed else ""
