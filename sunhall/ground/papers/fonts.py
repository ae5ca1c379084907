"""Fonts of the machine 字体: found at the first paper; without a Chinese one it is refused."""

from functools import cache

import typst
from django.conf import settings

from sunhall.ground.kit.verdict import YES, Verdict, no

# Official fonts first; where they may not be installed, free ones of the same character.
SONG = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN")
HEI = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN")
CHAINS = {
    "fangsong": ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R", *SONG, *HEI),
    "song": ("SimSun", "STSong", *SONG, *HEI),
    "hei": ("SimHei", "STHeiti", *HEI, *SONG),
    "kai": ("KaiTi_GB2312", "KaiTi", "STKaiti", "FandolKai", *SONG, *HEI),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", *SONG, *HEI),
}


@cache
def known() -> typst.Fonts:
    """The fonts of this machine and those in the folder the county names."""
    own = [settings.FONTS] if settings.FONTS else []
    return typst.Fonts(include_embedded_fonts=False, font_paths=own)


def chains() -> dict[str, list[str]]:
    """Each role with those of its fonts that are here, the best first."""
    here = set(known().families())
    return {role: [name for name in names if name in here] for role, names in CHAINS.items()}


def may_print() -> Verdict:
    """Whether this machine can print Chinese; the way out is the administrator's."""
    if chains()["fangsong"]:
        return YES
    return no(
        "本机没有中文字体，暂时不能生成公文。请系统管理员安装 fonts-noto-cjk，"
        "或用 SUNHALL_FONTS 指明字体目录，然后重试；您填写的内容没有丢失"
    )
