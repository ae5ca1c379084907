"""Reasons, groups and weights as lines that a person types and reads (D2)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sunhall.ground.kit.refusal import refuse
from sunhall.matters.rules.measuring import GROUPS, REASONS, WEIGHTS

BAR = "｜"
COMMA = "、"
FIGURES = {
    "sign_rate": "及时签收率", "response_rate": "响应率", "on_time_rate": "按时答复率",
    "solved_rate": "解决率", "satisfaction_rate": "满意率", "return_rate": "退单率",
    "redone_rate": "重办率",
}  # fmt: skip
_BY_WORDS = {words: name for name, words in FIGURES.items()}
# What a line is made of; shown above the box, and named when a line is wrong.
FORMS = {
    REASONS: "代码｜事由｜从哪些指标剔除（顿号隔开）｜依据",
    GROUPS: "代码｜组名｜单位类别或单位名称（顿号隔开）",
    WEIGHTS: "指标｜权重",
}
Row = dict[str, Any]


def written(kind: str, content: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """A set as lines; `names` says kinds and offices in words."""
    return "\n".join(BAR.join(_cells(kind, one, names)) for one in content)


def _cells(kind: str, one: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    if kind == WEIGHTS:
        return [FIGURES[one["figure"]], str(one["weight"])]
    if kind == GROUPS:
        within = [names.get(code, code) for code in (*one["kinds"], *one["offices"])]
        return [one["code"], one["words"], COMMA.join(within)]
    return [one["code"], one["words"], COMMA.join(map(figure_words, one["figures"])), one["basis"]]


def figure_words(name: str) -> str:
    """A rate in words."""
    return FIGURES.get(name, name)


def read(kind: str, text: str, kinds: Mapping[str, str], offices: Mapping[str, str]) -> list[Row]:
    """The set that lines say; a line that cannot be read is named by its number.

    `kinds` and `offices` lead from words to codes.
    """
    lines = [line.strip() for line in text.replace("|", BAR).splitlines()]
    read_one = _READERS[kind]
    made = []
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        cells = [cell.strip() for cell in line.split(BAR)]
        if len(cells) != FORMS[kind].count(BAR) + 1 or not all(cells):
            raise refuse(
                "第 {line} 行应写成：{form}", field="content", line=number, form=FORMS[kind]
            )
        made.append(read_one(number, cells, kinds, offices))
    return made


def _reason(number: int, cells: list[str], kinds: Any, offices: Any) -> Row:
    names = [_known(number, words, _BY_WORDS) for words in _parts(cells[2])]
    return {"code": cells[0], "words": cells[1], "figures": names, "basis": cells[3]}


def _group(number: int, cells: list[str], kinds: Any, offices: Any) -> Row:
    found = _parts(cells[2])
    return {
        "code": cells[0],
        "words": cells[1],
        "kinds": [kinds[words] for words in found if words in kinds],
        "offices": [_known(number, words, offices) for words in found if words not in kinds],
    }


def _weight(number: int, cells: list[str], kinds: Any, offices: Any) -> Row:
    if not cells[1].isdecimal():
        raise refuse("第 {line} 行的权重请写成整数，如 30", field="content", line=number)
    return {"figure": _known(number, cells[0], _BY_WORDS), "weight": int(cells[1])}


def _parts(text: str) -> list[str]:
    return [one.strip() for one in text.split(COMMA) if one.strip()]


def _known(number: int, words: str, known: Mapping[str, str]) -> str:
    if words not in known:
        raise refuse(
            "第 {line} 行的“{words}”没有找到，请核对名称", field="content", line=number, words=words
        )
    return known[words]


_READERS: dict[str, Callable[[int, list[str], Any, Any], Row]] = {
    REASONS: _reason,
    GROUPS: _group,
    WEIGHTS: _weight,
}
