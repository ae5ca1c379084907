"""Articles handed over as a table 知识导入: what rows say, and why some are not taken (H12)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sunhall.ground.kit.given import in_our_time
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.kit.sentence import Sentence
from sunhall.knowledge.rules.writing import PARTS, Draft, checked

OWNER = "维护单位"
# Columns that a table must have; the others may be there.
NEEDED = (*(PARTS[name] for name in ("title", "question", "answer", "basis", "valid_until")), OWNER)
MOST_ROWS = 2_000
_YES, _NO = (
    frozenset({"是", "公开", "y", "yes", "true", "1"}),
    frozenset({"", "否", "内部", "n", "no", "false", "0"}),
)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")

Numbered = tuple[int, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken, with its number, the column and why."""

    row: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewArticle:
    """A row that becomes a draft."""

    row: int
    organisation: str
    draft: Draft


@dataclass
class Plan:
    """What a table would add, row by row; nothing is written by making one."""

    new: list[NewArticle] = field(default_factory=list)
    unchanged: int = 0
    errors: list[BadRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """An article that is there already, under its department and title."""

    number: str
    draft: Draft


class _Bad(Exception):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


def planned(
    rows: Iterable[Numbered],
    *,
    owners: Mapping[str, str],
    held: Mapping[tuple[str, str], Held],
    today: date,
) -> Plan:
    """Compare a table with what is there. `owners` finds a department by code or name.

    The same words again change nothing; a title that stands with other words is for a person.
    """
    plan, met = Plan(), dict[tuple[str, str], int]()
    for number, cells in rows:
        try:
            organisation = _owner(cells, owners)
            draft = _draft(cells, today)
            key = (organisation, draft.title)
            if key in met:
                raise _Bad(PARTS["title"], Sentence("和第 {row} 行同名", row=met[key]))
            met[key] = number
            if key not in held:
                plan.new.append(NewArticle(number, organisation, draft))
            elif _words(held[key].draft) == _words(draft):
                plan.unchanged += 1
            else:
                reason = "已有同名知识 {number}，内容不同；请在页面上修改它"
                raise _Bad(PARTS["title"], Sentence(reason, number=held[key].number))
        except _Bad as bad:
            plan.errors.append(BadRow(number, bad.field, bad.reason))
    return plan


def _owner(cells: Mapping[str, str], owners: Mapping[str, str]) -> str:
    said = _cell(cells, OWNER)
    if not said:
        raise _Bad(OWNER, "请填写维护单位的代码或全称")
    if said not in owners:
        raise _Bad(OWNER, Sentence("没有“{said}”这个机构，请写机构代码或全称", said=said[:40]))
    return owners[said]


def _draft(cells: Mapping[str, str], today: date) -> Draft:
    from_on = _cell(cells, PARTS["valid_from"])
    given = Draft(
        **{name: _cell(cells, PARTS[name]) for name in ("title", "question", "answer", "basis")},
        phrases=_cell(cells, PARTS["phrases"]),
        valid_from=_day(PARTS["valid_from"], from_on) if from_on else today,
        valid_until=_day(PARTS["valid_until"], _cell(cells, PARTS["valid_until"])),
        is_public=_flag(PARTS["is_public"], _cell(cells, PARTS["is_public"])),
    )
    if given.valid_until < today:
        raise _Bad(PARTS["valid_until"], "有效期已经过了，请改有效期或不导入这一行")
    try:
        return checked(given)
    except Refused as refused:
        part = PARTS.get(refused.field, refused.field)
        raise _Bad(part, refused.verdict.reason) from refused


def _words(draft: Draft) -> tuple[str, ...]:
    """What a reader reads: the day from which it holds is no other article."""
    return (draft.question, draft.answer, draft.basis, draft.phrases, f"{draft.valid_until}")


def _cell(cells: Mapping[str, str], name: str) -> str:
    return cells.get(name, "").strip()


def _day(name: str, said: str) -> date:
    found = _DAY.fullmatch(said)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not in_our_time(day):
        raise _Bad(name, "请写成 2027-12-31 这样的日期")
    return day


def _flag(name: str, said: str) -> bool:
    if said.lower() not in _YES | _NO:
        raise _Bad(name, "请写“是”或“否”")
    return said.lower() in _YES
