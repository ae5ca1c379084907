"""Places named in a text: roads, housing estates, schools, villages, firms, and the register's."""

import re
from collections.abc import Collection

from sunhall.hotline.rules.classify.terms import plain

# How names of places end. A longer name is found by its end, so the list needs no names.
ENDINGS = (
    "小区|社区|街道|花园|家园|公寓|广场|公园|市场|工业园|安置区|大厦|商学院|学院|大学|中学|小学|学校|"
    "幼儿园|医院|公司|集团|大道|大桥|地铁站|新城|新村|国际|城|苑|府|村|镇|乡|路|街|巷|湖|站"
)
_LEAST, _MOST = 2, 6
# A name of a place does not run across these.
_BREAK = re.compile(
    r"[的在对把被将向和与及位于关于请求咨询反映投诉举报建议希望，。、！？：；“”（）\s]"
)
# Published messages hide the names of regions: A市, A3区, 西地省.
_REGION = re.compile(r"[a-z]\d*(?:市|区|县)|西地省")
_ENDING = re.compile(f"(?:{ENDINGS})")


def without_regions(text: str) -> str:
    """Bring a text to one form, without the letters that stand for hidden regions."""
    return _REGION.sub(" ", plain(text))


def mentions(text: str, register: Collection[str] = ()) -> frozenset[str]:
    """Name the places a text may mean; of every end the names of all likely lengths.

    Which length is the name nobody can tell from one text: it is the one its neighbours use.
    """
    found = {name for name in register if name and name in text}
    for run in _BREAK.split(without_regions(text)):
        for ending in _ENDING.finditer(run):
            for length in range(_LEAST, _MOST + 1):
                if ending.start() >= length:
                    found.add(run[ending.start() - length : ending.end()])
    return frozenset(found)
