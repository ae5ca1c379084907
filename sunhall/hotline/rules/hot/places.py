"""Places named in a text: roads, housing estates, schools, villages, firms, and the register's."""

import re
from collections.abc import Collection, Iterable

from sunhall.hotline.rules.classify.terms import cuts, plain, words

# How names of places end. A longer name is found by its end, so the list needs no names.
ENDINGS = (
    "小区|社区|街道|花园|家园|公寓|广场|公园|市场|工业园|安置区|大厦|商学院|学院|大学|中学|小学|学校|"
    "幼儿园|医院|公司|集团|大道|大桥|地铁站|新城|新村|国际|城|苑|府|村|镇|乡|路|街|巷|湖|站"
)
_LEAST, _MOST = 2, 6
_VILLAGES = ("村", "社区")
# A name of a place does not run across these.
_BREAK = re.compile(
    r"今年|明年|去年|没有|孩子|我们|他们|"
    r"[的在对把被将向和与及位于关于请求咨询反映投诉举报建议希望不没是了就都也很，。、！？：；“”（）"
    r",.!?:;()\"\s]"
)
# Published messages hide the names of regions: A市, A3区, 西地省.
_REGION = re.compile(r"[a-z]\d*(?:市|区|县)|西地省")
_ENDING = re.compile(f"(?:{ENDINGS})")
# What says of what kind a place is, and the halves of such words that a cut may leave over.
_KIND = re.compile(f"(?:股份|有限|责任|集团|中心|配套|附近|旁边|门口|{ENDINGS})+$|^资有限")
_LONG = "|".join(one for one in ENDINGS.split("|") if len(one) > 1)
_BEGINS = re.compile(f"[村镇乡]|{_LONG}")
_LAST = re.compile(f"(?:{_LONG})$")
_MANY_PIECES = 3
_HIDDEN = "某"


def without_regions(text: str) -> str:
    """Bring a text to one form, without the letters that stand for hidden regions."""
    return _REGION.sub(" ", plain(text))


def as_said(names: Iterable[str]) -> set[str]:
    """Names of villages and communities, also without the word for what they are."""
    known = set(names)
    short = {name.removesuffix(kind) for name in known for kind in _VILLAGES}
    return known | {name for name in short if len(name) > 1}


def mentions(text: str, register: Collection[str] = ()) -> frozenset[str]:
    """Name the places a text may mean; of every end the names of all likely lengths.

    Which length is the name nobody can tell from one text: it is the one its neighbours use.
    """
    found = {name for name in register if name and name in text}
    for run in _BREAK.split(without_regions(text)):
        endings = list(_ENDING.finditer(run))
        # 路灯 ends no place: a name begins and ends where words do.
        edges = cuts(run) if endings else set()
        for ending in endings:
            for length in range(_LEAST, _MOST + 1):
                start = ending.start() - length
                if start in edges and ending.end() in edges:
                    found.add(run[start : ending.end()])
    return frozenset(found)


def is_name(name: str) -> bool:
    """Tell whether something found by its end can name one place: 有限公司 and 门跑路 name none.

    What stands before the end is a name when a dictionary of common words cuts it into few
    pieces, none of them the kind of a firm or of a place.
    """
    core = _KIND.sub("", name)
    pieces = words(core)
    return (
        len(core) > 1
        and len(pieces) < _MANY_PIECES
        and any(len(piece) > 1 for piece in pieces)
        and not _BEGINS.match(name)
    )


def is_somebody(word: str) -> bool:
    """Tell whether a word stands for a person whose name is half hidden: 夏某."""
    return word.endswith(_HIDDEN)


def is_distinct(name: str, register: Collection[str] = ()) -> bool:
    """Tell whether a name is so much one place that it joins people of different villages."""
    ending = _LAST.search(name)
    return name in register or (ending is not None and is_name(name))
