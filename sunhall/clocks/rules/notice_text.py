"""Read a pasted State Council holiday notice 放假通知 into days, or say what is unclear (K3).

Nothing is passed over in silence: a date that no rule understands, a weekday that does not
fit its date, a wrong number of days, a missing festival are all told at once.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from sunhall.clocks.rules.notices import Break, Notice
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.kit.verdict import no

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
WEEKDAYS = "一二三四五六日"
LONGEST = 10

NUMERAL = "[一二三四五六七八九十]{1,3}"
DATE = r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^)]*\))?)"
JOIN = r"(?:[、和及,]|至|到|-|—|~)"
VERBS = "放假调休|调休放假|放假公休|放假补休|放假|补休|调休|公休|正常上班|照常上班|上班"

_item = re.compile(rf"(?:^|(?<=[。\n:;])){NUMERAL}、([^:。、]{{2,20}}(?:、[^:。、]{{2,20}})?):")
_clause = re.compile(rf"({DATE}(?:{JOIN}{DATE})*)(?:均)?({VERBS})(?:共?(\d+)天)?")
_count = re.compile(r"共(\d+)天")
_date = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?")
_weekday = re.compile(r"(?:星期|周)([一二三四五六日天])")
_number = re.compile(r"国(?:办)?发明电[〔\[【(](\d{4})[〕\]】)](\d+)号")
_title_year = re.compile(r"关于(?:调整)?(\d{4})年.{0,12}(?:节假日|假期)安排")
_said_year = re.compile(r"现将(\d{4})年")
_signed = re.compile(r"国务院(?:办公厅)?(\d{4})年(\d{1,2})月(\d{1,2})日")


class NoticeUnclear(Refused):
    """The text cannot be read as a notice; every doubt is listed."""

    def __init__(self, doubts: list[str]) -> None:
        super().__init__(no("；".join(doubts)), field="text")
        self.doubts = tuple(doubts)


@dataclass
class _Reading:
    year: int
    month: int = 0
    at_year: int = 0
    doubts: list[str] = field(default_factory=list)

    def day(self, found: re.Match[str]) -> date | None:
        """Take one written date; a month or year left out is the one said before."""
        year, month, day, note = found.groups()
        self.at_year = int(year) if year else (self.at_year or self.year)
        self.month = int(month) if month else self.month
        if not year and self.at_year != self.year and month:
            self.at_year = self.year
        try:
            written = date(self.at_year, self.month, int(day))
        except ValueError:
            self.doubts.append(Sentence("“{text}”不是一个日期，请核对", text=found.group(0)))
            return None
        said = _weekday.search(note or "")
        index = WEEKDAYS.index(said.group(1).replace("天", "日")) if said else written.weekday()
        if index != written.weekday():
            said_day, true_day = f"周{WEEKDAYS[index]}", f"周{WEEKDAYS[written.weekday()]}"
            self.doubts.append(
                Sentence(
                    "{day} 写的是{said}，实际是{actual}，请核对日期和年份",
                    day=written,
                    said=said_day,
                    actual=true_day,
                )
            )
        return written


def parse_notice(text: str, *, whole_year: bool = True, number: str = "") -> Notice:
    """Read a notice; raises NoticeUnclear with every doubt instead of guessing (K3).

    `whole_year` asks for all seven festivals; a notice that only amends one does not have them.
    """
    plain = _plain(text)
    reading = _Reading(_year_of(plain))
    breaks: list[Break] = []
    for name, body in _items(plain):
        breaks.extend(_breaks(name, body, reading))
    doubts = reading.doubts + _doubts(breaks, reading.year, whole_year)
    if doubts:
        raise NoticeUnclear(doubts)
    joined = plain.replace("\n", "")
    found, signed = _number.search(joined), _signed.search(joined)
    return Notice(
        year=reading.year,
        number=number or (_written_number(found) if found else ""),
        issued_on=date(*map(int, signed.groups())) if signed else None,
        breaks=tuple(breaks),
    )


def check_notice(notice: Notice, *, whole_year: bool = True) -> None:
    """Hold a notice entered day by day to the same rules as a pasted one (K3)."""
    doubts = _doubts(list(notice.breaks), notice.year, whole_year)
    if doubts:
        raise NoticeUnclear(doubts)


def _plain(text: str) -> str:
    """Full-width signs to plain ones, spaces away, line ends kept as sentence ends."""
    lines = [
        re.sub(r"[^\S\n]+", "", line) for line in unicodedata.normalize("NFKC", text).split("\n")
    ]
    return "\n".join(line for line in lines if line)


def _year_of(plain: str) -> int:
    joined = plain.replace("\n", "")
    found = _title_year.search(joined) or _said_year.search(joined)
    if found is None:
        raise NoticeUnclear(["没有找到年份，请把标题“关于……年部分节假日安排的通知”一并粘贴"])
    return int(found.group(1))


def _items(plain: str) -> list[tuple[str, str]]:
    marks = list(_item.finditer(plain))
    if not marks:
        raise NoticeUnclear(["没有找到“一、元旦：……”这样的条目，请粘贴通知全文"])
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    return [
        (mark.group(1), plain[mark.end() : end].replace("\n", ""))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _breaks(name: str, body: str, reading: _Reading) -> list[Break]:
    off: list[tuple[date, date]] = []
    work: list[date] = []
    reading.month = reading.at_year = 0
    for sentence in re.split("[。;]", body):
        if "鼓励" in sentence or sentence.startswith("节假日期间"):
            continue
        before = len(off)
        _read_sentence(sentence, off, work, reading)
        _check_count(name, sentence, off[before:], reading)
    if not off:
        reading.doubts.append(Sentence("“{name}”没有读到放假日期", name=name))
        return []
    spans = _joined(off)
    first = Break(name, *spans[0], tuple(work))
    return [first, *(Break(name, begin, end) for begin, end in spans[1:])]


def _read_sentence(
    sentence: str, off: list[tuple[date, date]], work: list[date], reading: _Reading
) -> None:
    rest = sentence
    for clause in _clause.finditer(sentence):
        dates, verb, _ = clause.groups()
        for begin, end in _spans(dates, reading):
            if verb.endswith("上班"):
                work.extend(_each(begin, end))
            else:
                off.append((begin, end))
        rest = rest.replace(clause.group(0), "", 1)
    rest = _signed.sub("", rest)
    if _date.search(re.sub(r"\([^)]*\)", "", rest)):
        reading.doubts.append(
            Sentence("这一句没有读懂：“{sentence}”，请改写或逐日录入", sentence=sentence)
        )


def _spans(dates: str, reading: _Reading) -> list[tuple[date, date]]:
    found = list(_date.finditer(dates))
    spans: list[tuple[date, date]] = []
    for index, each in enumerate(found):
        day = reading.day(each)
        if day is None:
            continue
        gap = dates[found[index - 1].end() : each.start()] if index else ""
        if spans and gap and gap not in "、和及,":
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def _each(begin: date, end: date) -> list[date]:
    return [date.fromordinal(each) for each in range(begin.toordinal(), end.toordinal() + 1)]


def _joined(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Merge spans that touch: a day off and its day in lieu right after are one break."""
    merged: list[tuple[date, date]] = []
    for begin, end in sorted(spans):
        if merged and begin.toordinal() <= merged[-1][1].toordinal() + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _check_count(name: str, sentence: str, off: list[tuple[date, date]], reading: _Reading) -> None:
    said = _count.search(sentence) or re.search(r"放假(\d+)天", sentence)
    if said is None or not off:
        return
    begin, end = off[0]
    days = end.toordinal() - begin.toordinal() + 1
    if days != int(said.group(1)):
        reading.doubts.append(
            Sentence(
                "“{name}”写的是共 {said} 天，按日期是 {days} 天，请核对",
                name=name,
                said=said.group(1),
                days=days,
            )
        )


def _doubts(breaks: list[Break], year: int, whole_year: bool) -> list[str]:
    doubts: list[str] = []
    named = "".join(each.name for each in breaks)
    if whole_year:
        missing = [name for name in FESTIVALS if name not in named]
        doubts += [Sentence("没有读到“{name}”，请补全通知原文", name=name) for name in missing]
    off = {day for each in breaks for day in each.days()}
    for each in breaks:
        doubts += _doubts_of(each, year)
        doubts += [
            Sentence("{day} 既写了放假又写了上班，请核对", day=day)
            for day in each.work
            if day in off
        ]
    return doubts


def _doubts_of(each: Break, year: int) -> list[str]:
    doubts: list[str] = []
    if each.last < each.first or (each.last - each.first).days >= LONGEST:
        doubts.append(
            Sentence(
                "“{name}”从 {first} 到 {last}，超过 {most} 天或次序颠倒，请核对",
                name=each.name,
                first=each.first,
                last=each.last,
                most=LONGEST,
            )
        )
    earliest, latest = date(year - 1, 12, 20), date(year, 12, 31)
    for day in (each.first, each.last, *each.work):
        if not earliest <= day <= latest:
            doubts.append(
                Sentence("{day} 不在 {year} 年的安排之内，请核对年份", day=day, year=year)
            )
    for day in each.work:
        if day.weekday() < WEEKDAYS.index("六"):
            doubts.append(Sentence("{day} 不是周末，不能作为调休上班日，请核对", day=day))
    return doubts


def _written_number(found: re.Match[str]) -> str:
    office = "国办发明电" if found.group(0).startswith("国办") else "国发明电"
    return f"{office}〔{found.group(1)}〕{found.group(2)}号"
