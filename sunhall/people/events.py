"""What happens to what is known about a person."""

from sunhall.ground.journal.events import Event, event


@event("登记群众信息（来源：{channel}）", stream="person:{person}")
class PersonKnown(Event):
    person: str
    entity: str
    channel: str
    fields: tuple[str, ...]


@event("补充或更正群众信息：{reason}", stream="person:{person}", private=("before", "reason"))
class PersonCorrected(Event):
    person: str
    fields: tuple[str, ...]
    before: tuple[str, ...]
    reason: str


@event("合并重复登记 {double}：{reason}", stream="person:{person}", private=("reason",))
class PeopleMerged(Event):
    person: str
    double: str
    reason: str


@event("撤销合并 {double}：{reason}", stream="person:{person}", private=("reason",))
class PeopleUnmerged(Event):
    person: str
    double: str
    reason: str


@event("查看个人信息原文「{field}」，原因：{reason}", stream="person:{person}", private=("reason",))
class PersonRevealed(Event):
    person: str
    field: str
    reason: str


@event("依法删除个人信息：{reason}", stream="person:{person}", private=("reason",))
class PersonErased(Event):
    person: str
    reason: str


@event("本人申请{asked}个人信息", stream="person:{person}", private=("words",))
class DataAsked(Event):
    person: str
    asked: str
    words: str


@event("答复本人关于{asked}个人信息的申请：{answer}", stream="person:{person}", private=("answer",))
class DataAnswered(Event):
    person: str
    asked: str
    is_granted: bool
    answer: str


@event("绑定{channel}", stream="person:{person}")
class AddressBound(Event):
    """An address of another channel is this person's; proved by a code to the phone, or not yet."""

    person: str
    channel: str
    is_proved: bool


@event("解除{channel}绑定", stream="person:{person}")
class AddressUnbound(Event):
    person: str
    channel: str


@event("发送手机验证码", stream="phone:{phone}")
class PhoneCodeSent(Event):
    phone: str


@event("手机验证码不正确（第 {tries} 次）", stream="phone:{phone}")
class PhoneCodeMissed(Event):
    phone: str
    tries: int


@event("群众通过手机验证码登录", stream="person:{person}")
class ResidentSignedIn(Event):
    person: str
