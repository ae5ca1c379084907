"""What was agreed 约定事项: a matter of its own, and whether it was kept (H6; 000#1 三)."""

from dataclasses import dataclass
from datetime import date

from sunhall.matters.rules import ANSWERED, CLOSED, ENDED

LINK = "follow"
MOST = 10

KEPT, KEPT_LATE, OPEN, LATE, BROKEN = "kept", "kept_late", "open", "late", "broken"
STATES = {
    KEPT: "已兑现",
    KEPT_LATE: "逾期兑现",
    OPEN: "办理中",
    LATE: "逾期未兑现",
    BROKEN: "未兑现",
}
TONES = {KEPT: "ok", KEPT_LATE: "warn", OPEN: "info", LATE: "danger", BROKEN: "danger"}


@dataclass(frozen=True)
class Promise:
    """What is known of an agreed matter today."""

    phase: str
    outcome: str
    satisfied: bool | None
    answered_on: date | None
    last_on: date | None


def state_of(promise: Promise, today: date) -> str:
    """Kept when it was done and the person does not say otherwise; late stays late."""
    done_on = promise.answered_on if promise.phase in (ANSWERED, CLOSED) else None
    is_late = promise.last_on is not None and (done_on or today) > promise.last_on
    if promise.phase in (ANSWERED, CLOSED) and promise.outcome == "resolved":
        if promise.satisfied is False:
            return BROKEN
        return KEPT_LATE if is_late else KEPT
    if promise.phase in (ANSWERED, *ENDED):
        return BROKEN
    return LATE if is_late else OPEN
