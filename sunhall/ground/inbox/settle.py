"""Settling 办结来件: what an item became, or why it becomes nothing (H1)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files import store
from sunhall.ground.inbox import queries
from sunhall.ground.inbox.events import (
    MessageErased,
    MessageHeld,
    MessageRefused,
    MessageReleased,
    MessageTaken,
)
from sunhall.ground.inbox.letter import Arrived
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record, shred
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import refuse


@action
def settle_item(code: str, *, about: str, how: str, by: Actor) -> Incoming:
    """Note what an item became 登记去向, such as `matter:R261122-4839207`."""
    item = queries.item_for_update(code)
    item.state, item.about, item.settled_at = Incoming.TAKEN, about, now()
    item.save(update_fields=["state", "about", "settled_at"])
    record(MessageTaken(message=code, about=about, how=how), by=by)
    return item


@action
def hold_item(code: str, *, cause: str, by: Actor) -> Incoming:
    """Hold an item 待人工 until a person has looked at it."""
    item = queries.item_for_update(code)
    item.state, item.cause = Incoming.HELD, cause
    item.save(update_fields=["state", "cause"])
    record(MessageHeld(message=code, channel=item.channel, cause=cause), by=by)
    return item


@action
def refuse_item(code: str, *, reason: str, by: Actor) -> Incoming:
    """Say that an item becomes nothing 不予登记, and why; its original stays."""
    item = queries.item_for_update(code)
    if item.state == Incoming.TAKEN:
        raise refuse("这件来件已经登记，不能再改为不予登记")
    if len(reason.strip()) < 2:
        raise refuse("请写明不予登记的理由，例如：广告邮件", field="reason")
    item.state, item.reason, item.settled_at = Incoming.REFUSED, reason.strip()[:400], now()
    item.cause = item.cause or "person"
    item.save(update_fields=["state", "reason", "settled_at", "cause"])
    record(MessageRefused(message=code, cause=item.cause, reason=item.reason), by=by)
    return item


@action
def release_item(code: str, *, by: Actor) -> Incoming:
    """Say that an item is to be taken after all 交办登记; what follows is wired."""
    item = queries.item_for_update(code)
    if item.state == Incoming.TAKEN:
        raise refuse("这件来件已经登记，请查看登记的诉求")
    if item.state == Incoming.WAITING:
        raise refuse("这件来件正在登记，请稍候刷新")
    if not (item.text or item.subject or files.files_of(item.owner_of_files).exists()):
        raise refuse("这件来件的内容已删除，不能再登记")
    item.state, item.is_released, item.settled_at = Incoming.WAITING, True, None
    item.save(update_fields=["state", "is_released", "settled_at"])
    record(MessageReleased(message=code), by=by)
    return item


@action
def erase_items(*about: str, by: Actor) -> int:
    """Erase sender, words and originals 删除来件内容 of what came in about these (PIPL 47)."""
    found = list(queries.items_about(*about).select_for_update())
    for item in found:
        _erase(item, by)
    return len(found)


@action
def erase_items_from(channel: str, sender: str, *, by: Actor) -> int:
    """Erase what a sender sent that was refused or held 删除未登记来件 (PIPL 47).

    Nothing is left of a held one for a person to judge: it is refused with that reason.
    """
    found = list(queries.items_from(channel, sender).select_for_update())
    for item in found:
        if item.state == Incoming.HELD:
            item.state, item.cause, item.settled_at = Incoming.REFUSED, Arrived.ERASED, now()
        _erase(item, by)
    return len(found)


def _erase(item: Incoming, by: Actor) -> None:
    for stored in files.files_of(item.owner_of_files):
        store.remove_file(stored.code, reason="个人信息删除", by=by)
    item.sender = item.sender_index = item.sender_name = item.subject = item.text = ""
    item.text_index = item.mark = item.mark_index = item.raw = item.reason = ""
    item.facts, item.unkept = "{}", "[]"
    item.save()
    shred(f"incoming:{item.code}")
    record(MessageErased(message=item.code), by=by)


def may_be_answered(item: Incoming) -> bool:
    """Whether a machine may write back: to a person who wrote, never to another machine."""
    return bool(item.sender) and item.cause in {"", Arrived.LARGE}
