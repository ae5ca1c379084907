"""Read messages from a table that an office hands over."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sunhall.ground.kit import table
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline.rules.hot.message import Message
from sunhall.hotline.rules.imports.times import read_moment


@dataclass(frozen=True, slots=True)
class Material:
    """The messages of a table, and the rows left out because they say nothing or not when."""

    messages: list[Message]
    left_out: list[int]


def read_messages(path: Path | str, columns: Mapping[str, str]) -> Material:
    """Read messages from CSV, CSV.gz or Excel (H9); a missing column is named.

    Without a column of keys the number of the row, as a spreadsheet shows it, is the key.
    """
    named = {field: table.column_name(header) for field, header in columns.items()}
    messages, left_out = [], []
    for row in table.rows(path, need=named.values()):
        cell = {field: row[header].strip() for field, header in named.items()}
        moment = read_moment(cell["time"])
        if moment is None or not (cell.get("subject") or cell["text"]):
            left_out.append(row.number)
            continue
        messages.append(
            Message(
                key=cell.get("key") or str(row.number),
                subject=cell.get("subject", ""),
                text=cell["text"],
                at=moment.at,
                place=cell.get("place", ""),
                person=cell.get("person", ""),
                likes=_count(cell.get("likes", "")),
                dislikes=_count(cell.get("dislikes", "")),
            )
        )
    if not messages:
        raise refuse("没有一行同时有内容和看得懂的时间，请检查 text 和 time 两列", field="column")
    return Material(messages, left_out)


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0
