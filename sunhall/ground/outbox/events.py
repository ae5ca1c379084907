"""What happens to messages. Neither recipient nor words are told; the row keeps them sealed."""

from sunhall.ground.journal.events import Event, event


@event("消息已排入发送队列", stream="message:{message}")
class MessageQueued(Event):
    """A message was written in the transaction of what it tells."""

    message: str
    channel: str
    template: str
    version: int
    about: str


@event("消息已发出", stream="message:{message}")
class MessageSent(Event):
    """The provider took the message."""

    message: str
    channel: str
    template: str
    about: str
    provider_id: str


@event("消息发送失败，已停止重试", stream="message:{message}", private=("error",))
class MessageDied(Event):
    """The message could not be sent and is tried no more until a person asks for it."""

    message: str
    channel: str
    template: str
    about: str
    error: str


@event("消息被对方系统退回", stream="message:{message}", private=("error",))
class MessageReturned(Event):
    """It was sent and came back: the recipient did not get it."""

    message: str
    channel: str
    template: str
    about: str
    error: str


@event("消息已送达对方（回执 {report}）", stream="message:{message}")
class MessageDelivered(Event):
    """The other side reported that it reached the recipient's device."""

    message: str
    channel: str
    template: str
    about: str
    report: str


@event("收件人退订，不再向其发送{channel}消息", stream="recipient:{recipient}")
class RecipientStopped(Event):
    """Somebody asked for no more messages over a channel; named by the start of the index."""

    recipient: str
    channel: str


@event("收件人恢复接收{channel}消息", stream="recipient:{recipient}")
class RecipientResumed(Event):
    """Somebody asked to be told again."""

    recipient: str
    channel: str


@event("消息已重新排入发送队列", stream="message:{message}")
class MessageRetried(Event):
    """A person asked for another try."""

    message: str


@event("消息模板已更新", stream="template:{template}")
class TemplateMade(Event):
    """A new version of a template took force."""

    template: str
    channel: str
    language: str
    version: int
    source: str


@event("消息内容已删除", stream="message:{message}")
class MessageErased(Event):
    """Recipient and words were erased (PIPL 47); that it was sent stays known."""

    message: str
