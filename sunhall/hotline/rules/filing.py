"""Rules of filing on the portal: how long an unsent request is kept (ux E6; PIPL 19)."""

from collections.abc import Mapping
from datetime import timedelta

DRAFT_FORM = "request"
# Three times what may be sent: enough to shorten it here, too little to fill a disk with.
LONGEST_DRAFT = 60_000
# Device-local expiry: a day without a phone number, thirty days with one.
DRAFT_LIVES = timedelta(hours=24)
DRAFT_LIVES_WITH_PHONE = timedelta(days=30)
# After sending only Back needs it; on a shared phone nobody else should find the receipt.
SENT_LIVES = timedelta(hours=1)


def draft_life(answers: Mapping[str, str]) -> timedelta:
    """How long the answers of an unsent request are kept."""
    if "done" in answers:
        return SENT_LIVES
    return DRAFT_LIVES_WITH_PHONE if answers.get("phone") else DRAFT_LIVES
