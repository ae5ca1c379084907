"""Writing phone days and programmes."""

from sunhall.days.actions.guests import confirm_guest, invite_guest, stand_in
from sunhall.days.actions.questions import (
    answer_on_air,
    ask_beforehand,
    file_question,
    forget_callers,
    instruct_question,
    leave_question,
    note_question,
)
from sunhall.days.actions.series import seed_series, set_series, set_timetable
from sunhall.days.actions.sittings import (
    call_off_sitting,
    change_sitting,
    end_sitting,
    link_recording,
    open_sitting,
    plan_ahead,
    plan_sitting,
    publish_sitting,
)

__all__ = [
    "answer_on_air",
    "ask_beforehand",
    "call_off_sitting",
    "change_sitting",
    "confirm_guest",
    "end_sitting",
    "file_question",
    "forget_callers",
    "instruct_question",
    "invite_guest",
    "leave_question",
    "link_recording",
    "note_question",
    "open_sitting",
    "plan_ahead",
    "plan_sitting",
    "publish_sitting",
    "seed_series",
    "set_series",
    "set_timetable",
    "stand_in",
]
