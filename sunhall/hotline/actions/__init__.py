"""Writing the hotline: every verb of the desk, the handler, the dialogue and the revisit."""

from sunhall.hotline.actions.answering import answer_invitation
from sunhall.hotline.actions.appointing import (
    cancel_dialogue,
    plan_dialogue,
    remind_of_dialogue,
    reply_to_dialogue,
)
from sunhall.hotline.actions.carrying import file_on_behalf, print_receipt, register_brought
from sunhall.hotline.actions.citing import cite_articles, propose_article
from sunhall.hotline.actions.classes import close_class, load_classes, set_class
from sunhall.hotline.actions.closing import close_request, revisit_request, undo_close
from sunhall.hotline.actions.conferring import (
    call_conference,
    call_off_conference,
    conclude_conference,
    note_task_late,
    report_task,
)
from sunhall.hotline.actions.desk import (
    add_to_request,
    dispatch_request,
    link_call,
    reassign_request,
    recall_request,
    register_call,
    transfer_emergency,
    urge_request,
)
from sunhall.hotline.actions.dialogue import dissatisfy, hold_dialogue, set_agenda
from sunhall.hotline.actions.dispatching import end_dispatch, set_dispatch
from sunhall.hotline.actions.disposing import (
    answer_directly,
    assign_request,
    instruct_request,
    keep_on_file,
    pass_for_reading,
    pass_to_inspection,
    submit_to_leader,
    take_for_leader,
)
from sunhall.hotline.actions.handing import attach_handed_in, hand_in
from sunhall.hotline.actions.handling import answer_request, return_request, sign_request
from sunhall.hotline.actions.hot import (
    answer_hot_issue,
    end_hot_issue,
    give_hot_issue,
    leave_out_of_hot_issue,
    note_hot_issue_late,
    note_hot_issues,
)
from sunhall.hotline.actions.import_jobs import (
    advance_import,
    confirm_import,
    finish_import,
    forget_imports,
    start_import,
    stop_import,
    try_import,
    upload_import,
)
from sunhall.hotline.actions.importing import replay_answer, take_lines
from sunhall.hotline.actions.incoming import (
    add_late_file,
    forget_incoming,
    note_alike,
    take_message,
)
from sunhall.hotline.actions.instructing import (
    note_instruction_late,
    note_instruction_near,
    report_instruction,
    review_instruction,
)
from sunhall.hotline.actions.intake import receive_request
from sunhall.hotline.actions.joint import (
    call_joint_meeting,
    decide_joint_review,
    refer_to_joint_meeting,
)
from sunhall.hotline.actions.objecting import decide_objection
from sunhall.hotline.actions.publishing import (
    approve_publication,
    refuse_publication,
    take_down_publication,
)
from sunhall.hotline.actions.registers import (
    close_room,
    open_room,
    set_answer_template,
    set_desk_post,
)
from sunhall.hotline.actions.repeated import (
    deny_repeat,
    note_above,
    note_repeat,
    note_same_requests,
    settle_above,
)
from sunhall.hotline.actions.resident import (
    file_request,
    forget_draft,
    forget_drafts,
    publish_request,
    rate_request,
    supplement_request,
    wish_dialogue,
)
from sunhall.hotline.actions.signing import (
    correct_minutes,
    print_minutes,
    refuse_signature,
    sign_minutes,
)
from sunhall.hotline.actions.stopping import note_stop_shown
from sunhall.hotline.actions.triage import (
    accept_request,
    classify_request,
    merge_request,
    overturn_refusal,
    refuse_request,
    split_request,
    withdraw_request,
)
from sunhall.hotline.actions.volunteers import (
    close_volunteer,
    correct_service,
    declare_tie,
    end_absence,
    end_tie,
    enrol_volunteer,
    note_absence,
    renew_volunteer_link,
)

__all__ = [
    "accept_request",
    "add_late_file",
    "add_to_request",
    "advance_import",
    "answer_directly",
    "answer_hot_issue",
    "answer_invitation",
    "answer_request",
    "approve_publication",
    "assign_request",
    "attach_handed_in",
    "call_conference",
    "call_joint_meeting",
    "call_off_conference",
    "cancel_dialogue",
    "cite_articles",
    "classify_request",
    "close_class",
    "close_request",
    "close_room",
    "close_volunteer",
    "conclude_conference",
    "confirm_import",
    "correct_minutes",
    "correct_service",
    "decide_joint_review",
    "decide_objection",
    "declare_tie",
    "deny_repeat",
    "dispatch_request",
    "dissatisfy",
    "end_absence",
    "end_dispatch",
    "end_hot_issue",
    "end_tie",
    "enrol_volunteer",
    "file_on_behalf",
    "file_request",
    "finish_import",
    "forget_draft",
    "forget_drafts",
    "forget_imports",
    "forget_incoming",
    "give_hot_issue",
    "hand_in",
    "hold_dialogue",
    "instruct_request",
    "keep_on_file",
    "leave_out_of_hot_issue",
    "link_call",
    "load_classes",
    "merge_request",
    "note_above",
    "note_absence",
    "note_alike",
    "note_hot_issue_late",
    "note_hot_issues",
    "note_instruction_late",
    "note_instruction_near",
    "note_repeat",
    "note_same_requests",
    "note_stop_shown",
    "note_task_late",
    "open_room",
    "overturn_refusal",
    "pass_for_reading",
    "pass_to_inspection",
    "plan_dialogue",
    "print_minutes",
    "print_receipt",
    "propose_article",
    "publish_request",
    "rate_request",
    "reassign_request",
    "recall_request",
    "receive_request",
    "refer_to_joint_meeting",
    "refuse_publication",
    "refuse_request",
    "refuse_signature",
    "register_brought",
    "register_call",
    "remind_of_dialogue",
    "renew_volunteer_link",
    "replay_answer",
    "reply_to_dialogue",
    "report_instruction",
    "report_task",
    "return_request",
    "review_instruction",
    "revisit_request",
    "set_agenda",
    "set_answer_template",
    "set_class",
    "set_desk_post",
    "set_dispatch",
    "settle_above",
    "sign_minutes",
    "sign_request",
    "split_request",
    "start_import",
    "stop_import",
    "submit_to_leader",
    "supplement_request",
    "take_down_publication",
    "take_for_leader",
    "take_lines",
    "take_message",
    "transfer_emergency",
    "try_import",
    "undo_close",
    "upload_import",
    "urge_request",
    "wish_dialogue",
    "withdraw_request",
]
