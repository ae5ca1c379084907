"""Writing supervision: letters, listings, call-backs, findings, samples, special reports."""

from sunhall.supervision.actions.checks import (
    draw_sample,
    forget_words,
    make_check,
    miss_check,
    note_finding_late,
    owe_check,
    recheck_finding,
    reply_finding,
)
from sunhall.supervision.actions.dues import recompute_dues
from sunhall.supervision.actions.letters import (
    answer_letter,
    dismiss_proposal,
    note_letter_late,
    note_letter_near,
    order_letter,
    propose,
    sign_letter,
    withdraw_letter,
)
from sunhall.supervision.actions.listings import (
    add_progress,
    list_matter,
    note_listing_late,
    remove_listing,
)
from sunhall.supervision.actions.special import approve_special, draft_special, edit_special

__all__ = [
    "add_progress",
    "answer_letter",
    "approve_special",
    "dismiss_proposal",
    "draft_special",
    "draw_sample",
    "edit_special",
    "forget_words",
    "list_matter",
    "make_check",
    "miss_check",
    "note_finding_late",
    "note_letter_late",
    "note_letter_near",
    "note_listing_late",
    "order_letter",
    "owe_check",
    "propose",
    "recheck_finding",
    "recompute_dues",
    "remove_listing",
    "reply_finding",
    "sign_letter",
    "withdraw_letter",
]
