"""Names in pinyin, for search by initials or by sound."""

import unicodedata

from pypinyin import lazy_pinyin


def spelled(name: str) -> tuple[str, str]:
    """Spell a name: initials and full pinyin, `青禾县` → `("qhx", "qinghexian")`.

    Phrases decide which reading a character has: 重庆 is chongqing, 六安 is luan.
    """
    plain = unicodedata.normalize("NFKC", name).lower()
    syllables = [syllable for syllable in lazy_pinyin(plain) if syllable.strip().isalnum()]
    return "".join(s[0] for s in syllables)[:80], "".join(syllables)[:400]
