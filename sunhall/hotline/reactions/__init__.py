"""What the hotline does when the spine or it itself records something."""

from sunhall.hotline.reactions.importing import go_on_importing, tell_importer
from sunhall.hotline.reactions.incoming import (
    forget_incoming,
    take_message,
    tell_sender_held,
    tell_sender_taken,
)
from sunhall.hotline.reactions.rating import weigh_rating
from sunhall.hotline.reactions.telling import (
    tell_answered,
    tell_dialogue_cancelled,
    tell_dialogue_moved,
    tell_dialogue_planned,
    tell_dialogue_tomorrow,
    tell_joint_owed,
    tell_members,
    tell_objection_rejected,
    tell_post_assigned,
    tell_post_dissatisfied,
    tell_post_late,
    tell_post_near,
    tell_post_reminded,
    tell_post_replied,
    tell_received,
)

__all__ = [
    "forget_incoming",
    "go_on_importing",
    "take_message",
    "tell_answered",
    "tell_dialogue_cancelled",
    "tell_dialogue_moved",
    "tell_dialogue_planned",
    "tell_dialogue_tomorrow",
    "tell_importer",
    "tell_joint_owed",
    "tell_members",
    "tell_objection_rejected",
    "tell_post_assigned",
    "tell_post_dissatisfied",
    "tell_post_late",
    "tell_post_near",
    "tell_post_reminded",
    "tell_post_replied",
    "tell_received",
    "tell_sender_held",
    "tell_sender_taken",
    "weigh_rating",
]
