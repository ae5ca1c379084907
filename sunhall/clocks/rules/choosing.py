"""Choosing the limits of another place 选用预设时限, line by line, with its source (K3; norms 1.4).

A reply is counted by `HL_REPLY_<kind of demand>` where the county has chosen so, else by
`HL_REPLY`. Choosing writes new versions of these lines; what began before keeps its own.
"""

from dataclasses import dataclass, replace

from sunhall.clocks.rules.presets import CLASSES, ELSEWHERE, HERE
from sunhall.clocks.rules.table import LimitRow
from sunhall.ground.kit.refusal import refuse

REPLY, RETURN = "HL_REPLY", "HL_RETURN"
HOUSE = "HOUSE"
OFFERED = ("SHANDONG", "GUANGDONG", "WEIFANG", "ANYANG", "JINAN", "GENERIC")
_LINES = {row.code: row for row in (*HERE, *ELSEWHERE)}
_RETURNS = {f"HL_{key}_RETURN" for key in OFFERED} & _LINES.keys()


@dataclass(frozen=True, slots=True)
class Choice:
    """One preset that can be chosen: whose it is, what it rests on, where that was read."""

    key: str
    name: str
    basis: str
    source: str
    note: str = ""


def choices() -> list[Choice]:
    """The presets of other places that carry all five kinds of demand."""
    found = []
    for key in OFFERED:
        row = _LINES[f"HL_{key}_HELP"]
        found.append(Choice(key, row.preset, row.basis, row.source, row.note))
    return found


def choice(key: str, house: LimitRow) -> Choice:
    """One preset by its key; HOUSE is this county's own reply limit for every kind."""
    if key == HOUSE:
        return Choice(HOUSE, "本县统一时限", house.basis, house.source, house.note)
    found = next((one for one in choices() if one.key == key), None)
    if found is None:
        raise refuse("请从列表中选择预设", field="preset")
    return found


def reply_code(demand: str) -> str:
    """The line that counts the reply to a kind of demand, where the county has one."""
    return f"{REPLY}_{demand.upper()}"


def lines(key: str, house: LimitRow, back: LimitRow) -> list[LimitRow]:
    """What the table would say: a line for each kind of demand, and the return where it differs.

    `house` is the county's own limit of a reply, `back` its limit of a return as it stands. A
    return that another preset brought goes back to the county's own with it.
    """
    rows = {code: house if key == HOUSE else _LINES[f"HL_{key}_{code}"] for code in CLASSES}
    made = [_plain(row, reply_code(code), f"{CLASSES[code]}答复") for code, row in rows.items()]
    borrowed = back.basis in {_LINES[code].basis for code in _RETURNS}
    own = _LINES.get(f"HL_{key}_RETURN") or (_LINES[RETURN] if borrowed else None)
    return [*made, _plain(own, RETURN, back.name)] if own else made


def _plain(row: LimitRow, code: str, name: str) -> LimitRow:
    return replace(row, code=code, name=name, preset="", version=0, from_on=None, to_on=None)


def is_other(before: LimitRow, after: LimitRow) -> bool:
    """Whether a line would say something else, be it only on what it rests."""
    names = ("n", "unit", "extension", "extension_by", "basis", "source", "note")
    return any(getattr(before, name) != getattr(after, name) for name in names)
