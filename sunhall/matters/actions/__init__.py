"""Writing matters: every change of the spine is one of these verbs."""

from sunhall.matters.actions.answering import answer_matter, rate_answer
from sunhall.matters.actions.clock import (
    ask_extension,
    decide_extension,
    note_limit_near,
    note_limit_passed,
    pause_clock,
    recompute_limits,
    resume_clock,
)
from sunhall.matters.actions.desk import (
    be_present,
    drop_draft,
    drop_view,
    raise_view,
    save_draft,
    save_view,
)
from sunhall.matters.actions.excluding import (
    decide_exclusion,
    end_exclusion,
    propose_exclusion,
)
from sunhall.matters.actions.linking import link_matters, unlink_matters
from sunhall.matters.actions.measures import (
    approve_measures,
    propose_measures,
    reject_measures,
)
from sunhall.matters.actions.moving import move_matter, void_answer
from sunhall.matters.actions.opening import open_matter
from sunhall.matters.actions.owning import (
    assign_matter,
    recall_matter,
    remind_holder,
    return_matter,
    sign_matter,
)
from sunhall.matters.actions.person import decide_publication, erase_words, supplement_matter
from sunhall.matters.actions.recomputing import advance_recomputation, begin_recomputation
from sunhall.matters.actions.searching import index_texts
from sunhall.matters.actions.telling import (
    add_note,
    attach_file,
    dispute_contact,
    record_contact,
    take_words,
)
from sunhall.matters.actions.undoing import undo_close, undo_note, undo_pause, undo_return

__all__ = [
    "add_note",
    "advance_recomputation",
    "answer_matter",
    "approve_measures",
    "ask_extension",
    "assign_matter",
    "attach_file",
    "be_present",
    "begin_recomputation",
    "decide_exclusion",
    "decide_extension",
    "decide_publication",
    "dispute_contact",
    "drop_draft",
    "drop_view",
    "end_exclusion",
    "erase_words",
    "index_texts",
    "link_matters",
    "move_matter",
    "note_limit_near",
    "note_limit_passed",
    "open_matter",
    "pause_clock",
    "propose_exclusion",
    "propose_measures",
    "raise_view",
    "rate_answer",
    "recall_matter",
    "recompute_limits",
    "record_contact",
    "reject_measures",
    "remind_holder",
    "resume_clock",
    "return_matter",
    "save_draft",
    "save_view",
    "sign_matter",
    "supplement_matter",
    "take_words",
    "undo_close",
    "undo_note",
    "undo_pause",
    "undo_return",
    "unlink_matters",
    "void_answer",
]
