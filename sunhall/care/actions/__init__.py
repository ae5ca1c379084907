"""Writing the care hotline."""

from sunhall.care.actions.aid import approve_payment, ask_aid, prepare_payment, set_committee, vote
from sunhall.care.actions.carers import enrol_carer, log_visit, match_carer, thank_carer
from sunhall.care.actions.cases import end_green, mark_care, open_green, take_care_call
from sunhall.care.actions.fund import open_fund, take_in
from sunhall.care.actions.promises import claim_promise, judge_promise, prove_promise, set_promise

__all__ = [
    "approve_payment",
    "ask_aid",
    "claim_promise",
    "end_green",
    "enrol_carer",
    "judge_promise",
    "log_visit",
    "mark_care",
    "match_carer",
    "open_fund",
    "open_green",
    "prepare_payment",
    "prove_promise",
    "set_committee",
    "set_promise",
    "take_care_call",
    "take_in",
    "thank_carer",
    "vote",
]
