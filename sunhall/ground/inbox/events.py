"""What happens to what comes in. Neither sender nor words are told; the row keeps them sealed."""

from sunhall.ground.journal.events import Event, event


@event("来件已收到并保存（{channel}）", stream="incoming:{message}")
class MessageArrived(Event):
    """An item was kept with its original. `state` says whether a machine may go on with it."""

    message: str
    channel: str
    account: str
    state: str
    cause: str
    size: int
    files: int


@event("来件已登记到 {about}", stream="incoming:{message}")
class MessageTaken(Event):
    """The item became something, or was added to something; `how` says which."""

    message: str
    about: str
    how: str


@event("来件待人工判断（{cause}）", stream="incoming:{message}")
class MessageHeld(Event):
    """A person must look at it first."""

    message: str
    channel: str
    cause: str


@event("来件不予登记（{cause}）：{reason}", stream="incoming:{message}", private=("reason",))
class MessageRefused(Event):
    """It becomes nothing; the original stays."""

    message: str
    cause: str
    reason: str


@event("来件经人工判断，交办登记", stream="incoming:{message}")
class MessageReleased(Event):
    """A person said that it is to be taken though a machine held or refused it."""

    message: str


@event("来件的材料已取回并保存", stream="incoming:{message}")
class MessageFileCame(Event):
    """A picture, voice or film that lay with the other side is here."""

    message: str
    file: str


@event("来件的材料没有取回", stream="incoming:{message}")
class MessageFileLost(Event):
    """It could not be had, or was refused as an upload would be; the item says why."""

    message: str
    media: str


@event("来件内容已删除", stream="incoming:{message}")
class MessageErased(Event):
    """Sender, words and original were erased (PIPL 47); that something came stays known."""

    message: str
