"""What is already here: rows of a source, and the words of the county that rows may use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from sunhall.clocks import queries as clocks
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline.models import Request
from sunhall.hotline.queries.imports.lines import Line
from sunhall.hotline.queries.registers import classes
from sunhall.hotline.rules.imports import NO_WORDS, Bad, Given, ask_part
from sunhall.places import queries as places
from sunhall.places.rules import full_code


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is already here: its matter, its mark, and whether it has been answered."""

    matter: str
    mark: str
    is_answered: bool


@dataclass
class Taken:
    """What became of a batch of lines, or would become of it."""

    imported: int = 0
    unchanged: int = 0
    wordless: int = 0
    rejected: list[tuple[Line, Bad]] = field(default_factory=list)

    def count(self, line: Line, new: Bad | bool) -> None:
        """Count a line as bad, new or nothing new."""
        if isinstance(new, Bad):
            self.rejected.append((line, new))
        elif new:
            self.imported += 1
            self.wordless += isinstance(line.said, Given) and line.said.answer == NO_WORDS
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True)
class Desk:
    """What every row of a batch needs, read once: the county and the words we know."""

    county: str
    places: Mapping[str, str]
    classes: Mapping[str, str]

    def place_of(self, words: str) -> str:
        """The place of a code or name within the county; the county itself when unknown."""
        plain = _plain(words)
        is_code = plain.isascii() and plain.isdigit()
        return self.places.get(full_code(plain) if is_code else plain, self.county)

    def class_of(self, words: str) -> str:
        """The class of a code, path or name that only one class has; never an invented one."""
        return self.classes.get(_plain(words), "")


def known_rows(source: str, numbers: Sequence[str]) -> dict[str, Known]:
    """Which numbers of a source are already here."""
    found = Request.objects.filter(source=source, source_number__in=numbers).values_list(
        "source_number", "matter__number", "source_hash", "matter__answered_at"
    )
    return {number: Known(matter, mark, at is not None) for number, matter, mark, at in found}


def known_lines(source: str, lines: Sequence[Line]) -> dict[str, Known]:
    """The same for the lines of a batch."""
    return known_rows(source, [x.said.number for x in lines if isinstance(x.said, Given)])


def weighed(source: str, lines: Sequence[Line]) -> Taken:
    """Say what would become of a batch of lines, and write nothing 试运行."""
    taken, known = Taken(), known_lines(source, lines)
    with clocks.steady():
        for line in lines:
            taken.count(line, compared(line, known.get(line.number)))
    return taken


def compared(line: Line, known: Known | None) -> Bad | bool:
    """Whether a line would bring something new; Bad when it contradicts what is here."""
    said = line.said
    if isinstance(said, Bad):
        return said
    if line.is_repeat:
        return False
    if known is None:
        return _dated(said) or True
    if ask_part(said.mark) != ask_part(known.mark):
        words = f"编号 {said.number} 已导入为 {known.matter}，内容与这一行不同；历史不会被覆盖"
        return Bad("number", f"{words}。如来自另一系统，请换一个来源名称")
    if said.mark == known.mark or not said.answer:
        return False
    if known.is_answered and said.answer == NO_WORDS:
        return False
    if known.is_answered:
        return Bad("answer", f"{known.matter} 已有答复，与这一行不同；已有的答复不会被覆盖")
    return True


def _dated(said: Given) -> Bad | None:
    """A year without a calendar cannot be counted in."""
    try:
        clocks.calendar().year(said.received_at.astimezone(LOCAL).year)
    except Refused as refused:
        return Bad("received_at", refused.verdict.reason)
    return None


def desk() -> Desk:
    """Read what every row of a batch needs."""
    county = places.place_for(settings.COUNTY_CODE).code
    found: dict[str, str] = {}
    names: Counter[str] = Counter()
    for code, name in places.places_within([county]).values_list("code", "name"):
        names[name] += 1
        found |= {name: code, code: code}
    known: dict[str, str] = {}
    titles: Counter[str] = Counter()
    for code, name, path in classes().values_list("code", "name", "path"):
        titles[name] += 1
        known |= {name: code, code: code}
        known[_plain(path)] = code
    return Desk(
        county,
        {words: code for words, code in found.items() if names[words] < 2},
        {words: code for words, code in known.items() if titles[words] < 2},
    )


def _plain(words: str) -> str:
    return "".join(words.split())
