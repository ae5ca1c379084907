"""Figures of a report: those of the house for what was received, and what happened beside them.

What was received is counted by the definitions of the spine and the hotline (one way to count);
what happened in the period counts facts of the journal, whenever their request came in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sunhall.hotline import events as hotline
from sunhall.hotline.rules import figures as request
from sunhall.matters import events as matters
from sunhall.matters.rules import figures as spine
from sunhall.matters.rules.figures import Definition
from sunhall.reports.rules.elements import Elements
from sunhall.supervision import events as supervision

Pick = Callable[[Elements], bool]
PAST = "unstated"


@dataclass(frozen=True)
class Counted:
    """One figure of what was received: the rows it rests on, and which stand above the line."""

    definition: Definition
    beneath: Pick
    above: Pick | None = None

    @property
    def name(self) -> str:
        """The name under which it is asked for."""
        return self.definition.name


def _owed_revisit(one: Elements) -> bool:
    """Answered, to be called back about; as the hotline's own figure says."""
    past = one.is_replayed and one.outcome == PAST
    return one.answered_at is not None and one.stage not in request.NEVER_REVISITED and not past


def _answered(one: Elements) -> bool:
    return one.answered_at is not None


def _on_time(one: Elements) -> bool:
    return one.limit == "on_time"


def _late(one: Elements) -> bool:
    return one.is_late


RECEIVED = (
    Counted(spine.RECEIVED, lambda one: True),
    Counted(spine.ANSWERED, _answered),
    Counted(spine.ON_TIME, _on_time),
    Counted(spine.LATE, _late),
    Counted(spine.OPEN, lambda one: one.answered_at is None),
    Counted(spine.ON_TIME_RATE, lambda one: _on_time(one) or _late(one), _on_time),
    Counted(spine.REPLY_RATE, lambda one: True, _answered),
    Counted(
        spine.SATISFACTION_RATE,
        lambda one: one.satisfied is not None,
        lambda one: one.satisfied is True,
    ),
    Counted(
        request.DIRECT_RATE,
        lambda one: one.stage not in request.NOT_VALID and not one.is_replayed,
        lambda one: one.opinion in request.DIRECT,
    ),
    Counted(request.REVISIT_RATE, _owed_revisit, lambda one: one.revisit != ""),
    Counted(
        request.UNDERSTANDING_RATE,
        lambda one: one.talked != "",
        lambda one: one.talked in request.UNDERSTOOD,
    ),
)


@dataclass(frozen=True)
class Happening:
    """One figure of what happened in the period: its words, and what each row is."""

    name: str
    words: str
    meaning: str


HAPPENINGS = (
    Happening("answers", "作出答复", "期内作出的答复次数，含约谈时的答复，不论何时收到"),
    Happening("closed", "办结归档", "期内办结归档的件次"),
    Happening("passed", "超过答复期限", "答复期限在期内届满、当时还没有答复的件次"),
    Happening("returned", "退回", "承办单位期内退回的件次"),
    Happening("revisited", "回访", "期内的回访次数，含没有联系上的"),
    Happening("dissatisfied", "表示不满意", "群众期内表示不满意、应当约谈的件次"),
    Happening("talked", "约谈", "期内举行的约谈次数"),
    Happening("talked_well", "约谈后满意或理解", "期内约谈后群众满意，或者不满意但表示理解的次数"),
    Happening("talk_late", "约谈超期", "约谈期限在期内届满、当时还没有约谈的件次"),
    Happening("referred", "提请联席会议", "期内提请联席会议复核的件次"),
    Happening("instructed", "领导批示", "期内领导批示的件次"),
    Happening("letters", "督办函", "期内发出的督办函"),
    Happening("listed", "挂号督办", "期内挂号督办的件次"),
)
HAPPENING_WORDS = {one.name: one.words for one in HAPPENINGS}

# Kind of fact → the figures it counts in.
HAPPENED: dict[str, Callable[[dict[str, Any]], tuple[str, ...]]] = {
    matters.MatterAnswered.kind: lambda data: ("answers",),
    hotline.RequestClosed.kind: lambda data: ("closed",),
    matters.LimitPassed.kind: lambda data: _PASSED.get(data["name"], ()),
    matters.MatterReturned.kind: lambda data: ("returned",),
    hotline.RequestRevisited.kind: lambda data: ("revisited",),
    hotline.RequestDissatisfied.kind: lambda data: ("dissatisfied",),
    hotline.DialogueHeld.kind: lambda data: (
        ("talked", "talked_well") if data["result"] in request.UNDERSTOOD else ("talked",)
    ),
    hotline.RequestReferred.kind: lambda data: ("referred",),
    hotline.InstructionGiven.kind: lambda data: ("instructed",),
    supervision.LetterSent.kind: lambda data: ("letters",),
    supervision.MatterListed.kind: lambda data: ("listed",),
}
_PASSED: dict[str, tuple[str, ...]] = {"reply": ("passed",), "dialogue": ("talk_late",)}


def counts(told: Iterable[Elements]) -> dict[str, list[int]]:
    """Each figure as what stands above its line and what it rests on."""
    ours = list(told)
    new = [one for one in ours if one.is_new]
    found = {known.name: _count(known, new) for known in RECEIVED}
    for known in HAPPENINGS:
        n = sum(fact.figure == known.name for one in ours for fact in one.happened)
        found[known.name] = [n, n]
    return found


def _count(known: Counted, new: list[Elements]) -> list[int]:
    beneath = [one for one in new if known.beneath(one)]
    above = [one for one in beneath if known.above(one)] if known.above else beneath
    return [len(above), len(beneath)]


def counted(name: str) -> Counted | None:
    """The figure of what was received with this name."""
    return next((one for one in RECEIVED if one.name == name), None)
