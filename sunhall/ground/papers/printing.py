"""Printing 排版: a letter or a report as PDF. The same input gives the same bytes (GB/T 9704).

Texts go to the typesetter as data of its own reader, so nothing anybody writes is ever read as a
command. Layouts are files with a version in their name; a paper says which one it was set in.
"""

import io
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import segno
import typst

from sunhall.ground.kit.refusal import require
from sunhall.ground.papers import fonts
from sunhall.ground.papers.words import Block, Check, Figure, Heading, Letter, Report, Table, Text

LETTER, REPORT = "letter-1", "report-1"
_LAYOUTS = Path(__file__).parent / "layouts"


def letter(paper: Letter, *, layout: str = LETTER) -> bytes:
    """Set an official letter 信函; refuses on a machine without a Chinese font."""
    facts = asdict(paper) | {"on": day(paper.on)}
    return _set(layout, facts, paper.body, paper.check)


def report(paper: Report, *, layout: str = REPORT) -> bytes:
    """Set a report 专报、简报、报告; refuses on a machine without a Chinese font."""
    facts = asdict(paper) | {"on": day(paper.on) if paper.on else ""}
    return _set(layout, facts, paper.body, paper.check)


def day(value: date) -> str:
    """成文日期: Arabic, without leading zeros."""
    return f"{value.year}年{value.month}月{value.day}日"


def _set(layout: str, facts: dict[str, Any], body: Iterable[Block], check: Check | None) -> bytes:
    require(fonts.may_print())
    told = facts | {
        "body": [part for block in body for part in _parts(block)],
        "fonts": fonts.chains(),
        "qr": _qr(check.address) if check else "",
    }
    text = json.dumps(clean(told), ensure_ascii=False)
    made: Any = typst.compile(
        _LAYOUTS / f"{layout}.typ",
        root=_LAYOUTS,
        font_paths=fonts.known(),
        sys_inputs={"paper": text},
        timestamp=0,
    )
    return bytes(made)


def _parts(block: Block) -> list[dict[str, Any]]:
    match block:
        case Heading():
            return [{"is": "heading", "text": block.text, "level": min(3, max(1, block.level))}]
        case Text():
            lines = [line.strip() for line in block.text.splitlines()]
            return [{"is": "text", "text": line} for line in lines if line]
        case Table():
            return [{"is": "table"} | asdict(block)]
        case Figure():
            return [{"is": "figure"} | asdict(block)]


def clean(value: Any) -> Any:
    """Without signs that nobody can see and no font holds."""
    if isinstance(value, str):
        return "".join(
            sign for sign in value if sign == "\n" or unicodedata.category(sign) not in _UNSEEN
        )
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value


_UNSEEN = {"Cc", "Cs", "Cn", "Co"}


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()
