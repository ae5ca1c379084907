"""Recompute what runs when the calendar changes (K3)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.supervision import queries, rules
from sunhall.supervision.actions import _shared
from sunhall.supervision.actions.checks import CALL_BACK
from sunhall.supervision.models import Check, Letter


@action
def recompute_dues(*, by: Actor) -> int:
    """Recompute the limits of letters and call-backs that run; late stays late (K3, H4)."""
    _shared.the_house(by)
    moved = 0
    for letter in Letter.objects.filter(state__in=rules.OPEN_LETTER, late_at=None).select_related(
        "matter"
    ):
        owed = queries.owed(letter.rule, letter.matter.place, letter.sent_at)
        if owed.due_at != letter.due_at:
            letter.due_at, letter.remind_at = owed.due_at, owed.remind_at
            letter.save(update_fields=["due_at", "remind_at"])
            moved += 1
    for check in Check.objects.filter(done_at=None).select_related("matter"):
        owed = queries.owed(CALL_BACK, check.matter.place, check.held_at)
        if owed.due_at != check.due_at:
            check.due_at = owed.due_at
            check.save(update_fields=["due_at"])
            moved += 1
    return moved
