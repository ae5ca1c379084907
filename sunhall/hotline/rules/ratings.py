"""Rating words 好差评: five levels, and the reasons a person may tick (国办发〔2019〕51号; S9)."""

STARS = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
GOOD_FROM = 3
BAD_UP_TO = 2

# Online indicators: speed, accuracy, ease, the platform itself (GB/T 39734, norms 3).
GOOD_REASONS = {
    "fast": "办得快",
    "clear": "答复清楚",
    "solved": "问题解决了",
    "polite": "态度好",
    "easy": "网上办方便",
}
BAD_REASONS = {
    "unsolved": "问题没有解决",
    "slow": "办得慢",
    "unclear": "答复看不明白",
    "untrue": "答复与事实不符",
    "rude": "态度不好",
    "uncontacted": "没有人联系过我",
    "hard": "网上办不方便",
}
REASONS = {**GOOD_REASONS, **BAD_REASONS}


def reasons_for(stars: int | None) -> dict[str, str]:
    """The reasons that fit a level; all of them before one is chosen."""
    if stars is None:
        return REASONS
    return GOOD_REASONS if stars >= GOOD_FROM else BAD_REASONS
