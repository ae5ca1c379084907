"""Threads 往来: what we send stands below what it answers, in the mailbox it was written to."""

from sunhall.ground.inbox import queries
from sunhall.ground.inbox.channels import adapter


def facts_for(about: str, recipient: str) -> dict[str, str]:
    """The facts of an outgoing mail that keep a thread together; none when nobody wrote."""
    index = queries.sender_index("email", recipient)
    items = queries.items_about(about).filter(channel="email", sender_index=index)
    item = items.exclude(mark_index="").last() if index else None
    if item is None:
        return {}
    boxes = {account.code: account.address for account in adapter("email").accounts()}
    facts = {"answers": item.mark}
    if address := boxes.get(item.account):
        facts["reply_to"] = address
    return facts
