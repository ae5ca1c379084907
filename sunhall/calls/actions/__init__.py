"""Writing at the phone desk: what exchanges tell, what operators do, seats and shifts."""

from sunhall.calls.actions.arriving import heed, reconcile, settle_queue
from sunhall.calls.actions.missed import call_back, hear_recording, note_call_back, reveal_number
from sunhall.calls.actions.seats import be_away, be_ready, leave_seat, set_seat, take_seat
from sunhall.calls.actions.shifts import seed_shifts, set_shift
from sunhall.calls.actions.speaking import (
    answer_call,
    drop_third,
    hang_up,
    hold_call,
    invite_third,
    resume_call,
    transfer_call,
)

__all__ = [
    "answer_call",
    "be_away",
    "be_ready",
    "call_back",
    "drop_third",
    "hang_up",
    "hear_recording",
    "heed",
    "hold_call",
    "invite_third",
    "leave_seat",
    "note_call_back",
    "reconcile",
    "resume_call",
    "reveal_number",
    "seed_shifts",
    "set_seat",
    "set_shift",
    "settle_queue",
    "take_seat",
    "transfer_call",
]
