"""No more messages 退订, and messages again 订阅: a wish over the channel it is about (K7).

通信短信息服务管理规定 asks it for commercial texts; the house keeps it for all of its own. Codes
that somebody asks for themselves, and the one line that confirms the wish, still go out.
"""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.outbox import queries
from sunhall.ground.outbox.channels import recipient_purpose
from sunhall.ground.outbox.events import RecipientResumed, RecipientStopped
from sunhall.ground.outbox.models import OptOut
from sunhall.ground.outbox.post import post_message
from sunhall.ground.sealed.blind import blind_index

STOPPED, RESUMED = "messages-stopped", "messages-resumed"

# Templates of the ground's own: laid with the others, changed like them.
WORDS = {
    STOPPED: "已按您的要求停发短信。您仍可凭编号和查询码查询进度；需要恢复请回复“订阅”。",
    RESUMED: "已恢复向您发送短信。不再需要时请回复“退订”。",
}


@action
def stop_messages(channel: str, recipient: str, *, key: str, by: Actor) -> bool:
    """Send a recipient no more over this channel 退订; gives whether it was news."""
    index = blind_index(recipient, recipient_purpose(channel))
    if not index or queries.has_stopped(channel, index):
        return False
    OptOut.objects.create(channel=channel, recipient_index=index, at=now())
    record(RecipientStopped(recipient=index[:16], channel=channel), by=by)
    _confirm(STOPPED, channel, recipient, key, index, by)
    return True


@action
def resume_messages(channel: str, recipient: str, *, key: str, by: Actor) -> bool:
    """Send to a recipient again 订阅; gives whether it was news."""
    index = blind_index(recipient, recipient_purpose(channel))
    if not OptOut.objects.filter(channel=channel, recipient_index=index).delete()[0]:
        return False
    record(RecipientResumed(recipient=index[:16], channel=channel), by=by)
    _confirm(RESUMED, channel, recipient, key, index, by)
    return True


def _confirm(template: str, channel: str, recipient: str, key: str, index: str, by: Actor) -> None:
    """One line that says so, once for each wish; a channel without words for it says nothing."""
    if queries.has_template(template, channel):
        post_message(
            template, to=recipient, channel=channel, key=key, about=f"recipient:{index[:16]}",
            is_asked=True, by=by,
        )  # fmt: skip
