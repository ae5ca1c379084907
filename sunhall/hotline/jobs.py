"""What the hotline does when time passes."""

from datetime import timedelta

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.now import today
from sunhall.hotline import actions, queries
from sunhall.hotline.rules.hot import WEIGHTS, HotGroup
from sunhall.hotline.rules.hot.group import group
from sunhall.matters import actions as matter_actions

BATCH, MOST = 500, 20_000


def index_new_texts() -> None:
    """Put what people wrote into the search index 检索; imported rows catch up here too (K1)."""
    done = 0
    while done < MOST and (texts := queries.texts_to_index(BATCH)):
        matter_actions.index_texts(texts, by=SYSTEM)
        done += len(texts)


def remind_of_dialogues() -> None:
    """Whoever meets tomorrow hears of it today, by day (H6)."""
    for booking in queries.bookings_to_remind_of():
        actions.remind_of_dialogue(booking, by=SYSTEM)


def forget_old_drafts() -> None:
    """Unsent requests of strangers are not kept longer than they were told (ux E6; PIPL 19)."""
    actions.forget_drafts(by=SYSTEM)


def forget_old_imports() -> None:
    """Uploaded files and rejected rows are not kept longer than they serve (PIPL 19)."""
    actions.forget_imports(by=SYSTEM)


def find_hot_issues() -> None:
    """归集热点问题: what was asked up to yesterday, 同类诉求, and which issue grows (H9, H13)."""
    on = today() - timedelta(days=1)
    material = queries.hot_material(on)
    found = group(material, register=queries.hot_register())
    groups = [HotGroup(one.messages, one.place, one.words) for one in found]
    actions.note_same_requests(groups, by=SYSTEM)
    many = [one for one in groups if len(one.messages) >= WEIGHTS.least_messages]
    actions.note_hot_issues(many, on=on, by=SYSTEM)


def note_late_hot_issues() -> None:
    """A hot issue that its post has not answered in time is noted once (H9)."""
    for code in queries.late_hot_issues():
        actions.note_hot_issue_late(code, by=SYSTEM)


def note_late_tasks() -> None:
    """A co-handler's task that has run out is noted once 协办超期 (H2, H4)."""
    for pk in queries.late_tasks():
        actions.note_task_late(pk, by=SYSTEM)


def remind_of_instructions() -> None:
    """A report to a leader is reminded of before its day 催办, and noted when it is late (H3)."""
    for pk in queries.instructions_near():
        actions.note_instruction_near(pk, by=SYSTEM)
    for pk in queries.instructions_late():
        actions.note_instruction_late(pk, by=SYSTEM)
