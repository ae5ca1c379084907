"""A class tree handed over as a table 三级分类表: what it says, and what it would change (H2).

Two forms are read. With a column of codes a name follows its code, so that a class can be renamed.
Without one, three columns of names say the way down the tree: a way that is there keeps its code,
a new one gets the next two digits of its branch. Reading the same table twice changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sunhall.ground.kit.sentence import Sentence

LEVELS = ("一级分类", "二级分类", "三级分类")
CODE, NAME, STEPS = "代码", "名称", "三步工作法"
LONGEST_NAME, LONGEST_PATH, MOST_BELOW = 60, 200, 99
_YES, _NO = frozenset({"是", "1", "y", "yes", "true"}), frozenset({"否", "0", "n", "no", "false"})

# What a row does to the tree: the words of its entry in the journal.
CHANGES = {
    "new": "新增",
    "renamed": "改名",
    "reopened": "重新启用",
    "steps": "三步工作法",
    "closed": "停用",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One class as it stands."""

    code: str
    name: str
    needs_three_steps: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one class; `before` is the name it had."""

    what: str
    node: Node
    before: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken, with its number, the column and why."""

    row: int
    field: str
    reason: str


@dataclass
class Plan:
    """What a table would change, row by row; nothing is written by making one."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    errors: list[BadRow] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How many classes change so."""
        return sum(1 for change in self.changes if change.what == what)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Each kind of change with how many, in the words of the house."""
        return [(words, self.count(what)) for what, words in CHANGES.items()]


Numbered = tuple[int, Mapping[str, str]]


def planned(
    standing: Sequence[Node], rows: Iterable[Numbered], *, closes_missing: bool = False
) -> Plan:
    """Compare a table with the tree as it stands; `closes_missing` ends what it does not name."""
    return _Comparing(standing).compare(list(rows), closes_missing=closes_missing)


def missing_columns(names: Iterable[str]) -> str:
    """What a table lacks to be read in either form; "" when one of them fits."""
    found = set(names)
    if {CODE, NAME} <= found or LEVELS[0] in found:
        return ""
    return f"{LEVELS[0]}、{LEVELS[1]}、{LEVELS[2]}，或 {CODE}、{NAME}"


class _Comparing:
    """The tree while a table is read against it."""

    def __init__(self, standing: Sequence[Node]) -> None:
        self.before = {node.code: node for node in standing}
        self.nodes = dict(self.before)
        self.met: set[str] = set()
        self.plan = Plan()

    def compare(self, rows: list[Numbered], *, closes_missing: bool) -> Plan:
        coded = any(CODE in cells for _, cells in rows)
        if coded:
            # Parents first, in whatever order the table has them.
            rows = sorted(rows, key=lambda row: len(_cell(row[1], CODE)))
        for number, cells in rows:
            try:
                (self._by_code if coded else self._by_path)(cells)
            except _Bad as bad:
                self.plan.errors.append(BadRow(number, bad.field, bad.reason))
        if closes_missing and not self.plan.errors:
            self._close_missing()
        self._sum_up()
        return self.plan

    def _by_code(self, cells: Mapping[str, str]) -> None:
        code, name, steps = _cell(cells, CODE), _cell(cells, NAME), _steps(cells)
        if not (code.isascii() and code.isdigit()) or len(code) not in (2, 4, 6):
            raise _Bad(CODE, "分类代码请用 2、4 或 6 位数字，每两位一级")
        _check_name(NAME, name)
        if len(code) > 2 and not self._is_open(code[:-2]):
            raise _Bad(CODE, "没有上级分类 {above}，请在表中补上", above=code[:-2])
        twin = self._child(code[:-2], name)
        if twin and twin != code:
            raise _Bad(NAME, "同一上级下已有「{name}」（{twin}）", name=name, twin=twin)
        self._set(code, name, steps)

    def _by_path(self, cells: Mapping[str, str]) -> None:
        names = [_cell(cells, level) for level in LEVELS]
        while names and not names[-1]:
            names.pop()
        steps = _steps(cells)
        if not names:
            raise _Bad(LEVELS[0], "请填写分类名称")
        for at, name in enumerate(names):
            _check_name(LEVELS[at], name)
        code = ""
        for at, name in enumerate(names):
            code = self._child(code, name) or self._next(code, LEVELS[at])
            self._set(code, name, steps if at == len(names) - 1 else None)

    def _set(self, code: str, name: str, steps: bool | None) -> None:
        self.met |= {code[:width] for width in (2, 4, 6)}
        held = self.nodes.get(code, Node(code, name))
        needs = held.needs_three_steps if steps is None else steps
        self.nodes[code] = Node(code, name, needs)

    def _close_missing(self) -> None:
        for code, node in self.nodes.items():
            if node.is_active and code not in self.met:
                self.nodes[code] = replace(node, is_active=False)

    def _sum_up(self) -> None:
        for code in sorted(self.nodes):
            after, before = self.nodes[code], self.before.get(code)
            what = _difference(before, after)
            if what:
                self.plan.changes.append(Change(what, after, before.name if before else ""))
            elif code in self.met:
                self.plan.unchanged += 1

    def _child(self, parent: str, name: str) -> str:
        width = len(parent) + 2
        return next(
            (
                code
                for code, node in self.nodes.items()
                if node.name == name and len(code) == width and code.startswith(parent)
            ),
            "",
        )

    def _next(self, parent: str, column: str) -> str:
        width = len(parent) + 2
        taken = [
            int(code[-2:]) for code in self.nodes if len(code) == width and code.startswith(parent)
        ]
        # Never a number that was used before: a closed class keeps its own.
        free = max(taken, default=0) + 1
        if free > MOST_BELOW:
            raise _Bad(column, "同一上级下最多 {most} 个分类，请合并后再导入", most=MOST_BELOW)
        return f"{parent}{free:02d}"

    def _is_open(self, code: str) -> bool:
        return code in self.nodes and self.nodes[code].is_active


class _Bad(Exception):  # a row that is not taken, no mistake of ours
    """Why a row is not taken, and in which column."""

    def __init__(self, field: str, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.field, self.reason = field, Sentence(reason, **facts)


def _check_name(column: str, name: str) -> None:
    if not name:
        raise _Bad(column, "请填写分类名称")
    if len(name) > LONGEST_NAME:
        raise _Bad(column, "分类名称最多 {most} 个字", most=LONGEST_NAME)
    if "/" in name or "\x00" in name:
        raise _Bad(column, "分类名称请不要用“/”，它用来分隔上下级")


def _steps(cells: Mapping[str, str]) -> bool | None:
    """What the row says of the three-step method; None where it says nothing."""
    said = _cell(cells, STEPS).lower()
    if said and said not in _YES | _NO:
        raise _Bad(STEPS, "请填“是”或“否”，不填则不改变")
    return said in _YES if said else None


def _cell(cells: Mapping[str, str], name: str) -> str:
    return cells.get(name, "").strip()


def _difference(before: Node | None, after: Node) -> str:
    if before is None:
        return "new"
    if before.is_active != after.is_active:
        return "reopened" if after.is_active else "closed"
    if before.name != after.name:
        return "renamed"
    return "steps" if before.needs_three_steps != after.needs_three_steps else ""
