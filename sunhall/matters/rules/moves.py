"""Moves: one table per kind says what leads where, and the same verdict draws the button."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no

May = Callable[[Actor, Any], Verdict]


def anyone(actor: Actor, facts: Any) -> Verdict:
    """No condition beyond the stage."""
    return YES


@dataclass(frozen=True)
class Needs:
    """What kind of person may make a move at all: whoever holds one of these permissions.

    The doors ask the same before anything is read; here it holds for every road to the action.
    """

    permissions: tuple[str, ...]
    otherwise: Verdict

    def verdict(self, actor: Actor) -> Verdict:
        """Ask one actor; the house itself needs no permission."""
        held = actor.code == "system" or any(map(actor.may, self.permissions))
        return YES if held else self.otherwise


ANYONE = Needs((), YES)


@dataclass(frozen=True)
class Move:
    """One row of the table: a verb, the stages it starts from and the stage it leads to.

    `to` is empty when the stage stays. `words` is the button. `needs` asks the kind of person,
    `may` this person and these facts.
    """

    name: str
    words: str
    from_stages: tuple[str, ...]
    to: str = ""
    may: May = anyone
    needs: Needs = ANYONE


class Moves:
    """The table of one kind. Stages map to the six phases of the spine."""

    def __init__(self, stages: Mapping[str, tuple[str, str]], *rows: Move) -> None:
        """Take `stage → (phase, words)` and the rows; raise ValueError for an unknown stage."""
        self.stages = dict(stages)
        self.rows = {row.name: row for row in rows}
        for row in rows:
            unknown = {s for s in (*row.from_stages, *filter(None, [row.to])) if s not in stages}
            if unknown:
                raise ValueError(f"move {row.name} names unknown stages {sorted(unknown)}")

    def __iter__(self) -> Iterator[Move]:
        return iter(self.rows.values())

    def verdict(self, name: str, actor: Actor, facts: Any) -> Verdict:
        """Whether this actor may make this move now."""
        row = self.rows.get(name)
        if row is None:
            return no("此类事项没有这个环节")
        if facts.stage not in row.from_stages:
            stage = self.stages[facts.stage][1]
            return no("当前环节为「{stage}」，不能办理「{move}」", stage=stage, move=row.words)
        return row.needs.verdict(actor) and row.may(actor, facts)

    def open_to(self, actor: Actor, facts: Any) -> list[Move]:
        """The moves whose buttons are drawn."""
        return [row for row in self if self.verdict(row.name, actor, facts)]

    def phase(self, stage: str) -> str:
        """The spine's phase of a stage."""
        return self.stages[stage][0]

    def words(self, stage: str) -> str:
        """The Chinese name of a stage."""
        return self.stages[stage][1]
