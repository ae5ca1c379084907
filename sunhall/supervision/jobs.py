"""What supervision does when time passes; each exactly once (H7, H4)."""

from datetime import timedelta

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import now, today
from sunhall.supervision import actions, queries, rules

BATCH = 500


def remind_letters() -> None:
    """Remind before the limit of a letter 催办, and note those that have passed."""
    for pk in list(queries.letters_near(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_letter_near(pk, by=SYSTEM)
    for pk in list(queries.letters_late(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_letter_late(pk, by=SYSTEM)


def note_late_supervision() -> None:
    """Note listed matters and findings whose limit has passed."""
    for pk in list(queries.listings_late(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_listing_late(pk, by=SYSTEM)
    for pk in list(queries.findings_late(now()).values_list("pk", flat=True)[:BATCH]):
        actions.note_finding_late(pk, by=SYSTEM)


def propose_supervision() -> None:
    """Propose supervision 督办建议 where a situation of the table has come about; people order."""
    for trigger in rules.TRIGGERS:
        if not trigger.auto:
            continue
        for number in queries.not_yet_proposed(trigger.code)[:BATCH]:
            actions.propose(number, trigger=trigger.code, by=SYSTEM)


def draft_last_week() -> None:
    """Draft last week's 《群众约谈工作专报》 unless it is there; people approve and send it."""
    actions.draft_special(today() - timedelta(weeks=1), by=SYSTEM)
