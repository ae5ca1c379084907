"""From the entries of one request to its ten elements, in the order in which they were written."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sunhall.hotline import events as hotline
from sunhall.matters import events as matters
from sunhall.reports.rules.elements import LISTED, Elements, Happened
from sunhall.reports.rules.figures import HAPPENED
from sunhall.supervision import events as supervision

SATISFIED_FROM = 3
SAID = {"满意": True, "不满意": False, "不满意但表示理解": False}
REVISITED = {
    "满意": "satisfied",
    "不满意": "not",
    "不满意但表示理解": "understands",
    "未联系上": "unreached",
}
# One entry as it is folded: when, by whom, which link of the chain, and what is not private.
Told = tuple[str, datetime, str, str, dict[str, Any]]
Step = Callable[[Elements, dict[str, Any], datetime, str], None]


def fold(number: str, told: Iterable[Told], *, start: datetime) -> Elements:
    """Tell one request's elements; facts before `start` make its state and count in no figure."""
    one = Elements(number)
    for kind, at, actor, entry, data in told:
        step = STEPS.get(kind)
        if step is not None:
            step(one, data, at, actor)
        counts = HAPPENED.get(kind)
        if counts is not None and at >= start:
            result = str(data.get("result", ""))
            one.happened += [Happened(figure, at, entry, result) for figure in counts(data)]
    one.is_new = one.opened_at is not None and one.opened_at >= start
    return one


def _opened(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.opened_at, one.place, one.channel = at, data["place"], data["channel"]
    one.is_named, one.post = bool(data["person"]), data["owner"]


def _moved(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.stage = data["to_stage"]


def _classified(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.class_code = data["class_code"]


def _opinion(code: str) -> Step:
    def step(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
        one.opinion = code or data["disposal"]

    return step


def _overturned(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.opinion = ""


def _sent(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.post, one.staff = data["to"], ""
    one.opinion = one.opinion or "handle"


def _back(name: str) -> Step:
    def step(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
        one.post, one.staff = data[name] or one.post, ""

    return step


def _signed(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.post, one.staff = data["post"], by


def _limit_started(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    if data["name"] == "reply":
        one.has_limit = True


def _limit_met(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    if data["name"] == "reply":
        one.met = data["on_time"]


def _limit_passed(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    if data["name"] == "reply":
        one.has_passed = True


def _paused(is_paused: bool) -> Step:
    def step(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
        one.is_paused = is_paused

    return step


def _answered(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.answered_at = one.answered_at or at
    one.outcome, one.satisfied = data["outcome"], None


def _voided(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.answered_at = one.met = one.satisfied = None
    one.outcome = ""


def _rated(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.satisfied = data["stars"] >= SATISFIED_FROM


def _dissatisfied(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.satisfied = False


def _talked(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.talked = data["result"]
    one.satisfied = data["result"] == "satisfied"


def _revisited(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.revisit = REVISITED.get(data["said"], "unreached")
    one.satisfied = SAID.get(data["said"], one.satisfied)


def _supervised(one: Elements, data: dict[str, Any], at: datetime, by: str) -> None:
    one.supervised.append((data.get("level", LISTED), by))


STEPS: dict[str, Step] = {
    matters.MatterOpened.kind: _opened,
    matters.MatterMoved.kind: _moved,
    matters.MatterAssigned.kind: _sent,
    matters.MatterSigned.kind: _signed,
    matters.MatterReturned.kind: _back("to"),
    matters.ReturnUndone.kind: _back("owner"),
    matters.MatterPassed.kind: _back("post"),
    matters.LimitStarted.kind: _limit_started,
    matters.LimitMet.kind: _limit_met,
    matters.LimitPassed.kind: _limit_passed,
    matters.ClockPaused.kind: _paused(True),
    matters.ClockResumed.kind: _paused(False),
    matters.PauseUndone.kind: _paused(False),
    matters.MatterAnswered.kind: _answered,
    matters.AnswerVoided.kind: _voided,
    matters.MatterRated.kind: _rated,
    hotline.RequestClassified.kind: _classified,
    hotline.RequestDisposed.kind: _opinion(""),
    hotline.RequestRefused.kind: _opinion("refused"),
    hotline.RequestMerged.kind: _opinion("merged"),
    hotline.RequestWithdrawn.kind: _opinion("withdrawn"),
    hotline.EmergencyTransferred.kind: _opinion("emergency"),
    hotline.RefusalOverturned.kind: _overturned,
    hotline.RequestDissatisfied.kind: _dissatisfied,
    hotline.DialogueHeld.kind: _talked,
    hotline.JointDecided.kind: _dissatisfied,
    hotline.RequestRevisited.kind: _revisited,
    supervision.LetterSent.kind: _supervised,
    supervision.MatterListed.kind: _supervised,
}
KINDS: tuple[str, ...] = tuple({*STEPS, *HAPPENED})
