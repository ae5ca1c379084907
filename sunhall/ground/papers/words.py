"""What a paper is made of: plain values. Every text is text, never a command of the typesetter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading 标题; level 1 is 一、(黑体), 2 is （一）(楷体), 3 is 1. (仿宋)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph 段落; each line of it becomes one."""

    text: str


@dataclass(frozen=True)
class Table:
    """A table 表格 with its head; a column of numbers stands to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    numeric: Sequence[int] = ()


@dataclass(frozen=True)
class Figure:
    """A picture 图 as SVG that the house drew itself, with its sentence. Never a person's file."""

    svg: str
    caption: str = ""


Block = Heading | Text | Table | Figure


@dataclass(frozen=True)
class Check:
    """What lets anybody check a printed paper: code and address, which is also the QR code."""

    code: str
    address: str


@dataclass(frozen=True)
class Letter:
    """An official letter 信函: who writes, under which number, to whom, what, signed when."""

    mark: str
    number: str
    title: str
    to: str
    body: Sequence[Block]
    sign: str
    on: date
    attachments: Sequence[str] = ()
    copies: str = ""
    contact: str = ""
    check: Check | None = None


@dataclass(frozen=True)
class Report:
    """A report 专报、简报: masthead, issue, office and day, then headings, tables, figures.

    Without a masthead it is a plain report that begins with its title.
    """

    title: str
    body: Sequence[Block]
    masthead: str = ""
    issue: str = ""
    office: str = ""
    on: date | None = None
    sign: str = ""
    copies: str = ""
    check: Check | None = None
