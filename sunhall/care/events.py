"""Facts about the care hotline (H14). They lie in chains of their own: a mark is no public fact."""

from sunhall.ground.journal.events import Event, event

CARE = "care:{matter}"


@event("列为关怀诉求（{group_words}）：{need}", stream=CARE, private=("group_words", "need"))
class CareMarked(Event):
    matter: str
    group_words: str
    need: str


@event("{kind_words} {amount} 元，余额 {balance} 元", stream="fund:{fund}", private=("words",))
class FundMoved(Event):
    fund: str
    seq: int
    kind_words: str
    amount: str
    balance: str
    words: str


@event("设立资金「{name}」", stream="fund:{fund}")
class FundOpened(Event):
    fund: str
    name: str


@event("申请资助 {amount} 元：{purpose}", stream=CARE, private=("purpose",))
class AidAsked(Event):
    matter: str
    application: int
    amount: str
    purpose: str


@event("评议：{said}。{words}", stream=CARE, private=("said", "words"))
class AidVoted(Event):
    matter: str
    application: int
    said: str
    words: str


@event("评议结果：{state_words}（{yes}/{votes}）", stream=CARE)
class AidDecided(Event):
    matter: str
    application: int
    state_words: str
    yes: int
    votes: int
    committee: int


@event("填写拨付单 {amount} 元", stream=CARE)
class PaymentPrepared(Event):
    matter: str
    application: int
    amount: str


@event("复核并拨付 {amount} 元", stream=CARE)
class PaymentApproved(Event):
    matter: str
    application: int
    amount: str


@event("评议规则第 {version} 版", stream="fund:committee")
class CommitteeSet(Event):
    version: int
    quorum: int
    most: str
    source: str


@event("部门承诺「{code}」{change}", stream="promise:{code}")
class PromiseSet(Event):
    code: str
    organisation: str
    change: str


@event("申请兑现承诺「{code}」", stream=CARE)
class PromiseClaimed(Event):
    matter: str
    code: str


@event("部门提交履诺证据：{evidence}", stream=CARE, private=("evidence",))
class PromiseProved(Event):
    matter: str
    code: str
    evidence: str


@event("本人表示：{said}。{words}", stream=CARE, private=("said", "words"))
class PromiseJudged(Event):
    matter: str
    code: str
    said: str
    words: str


@event("义工「{code}」{change}", stream="carers:pool", private=("name",))
class CarerSet(Event):
    code: str
    name: str
    change: str


@event("安排义工「{code}」", stream=CARE)
class CarerMatched(Event):
    matter: str
    code: str


@event("义工走访：{words}", stream=CARE, private=("words",))
class CarerVisited(Event):
    matter: str
    code: str
    words: str


@event("致谢义工「{code}」", stream=CARE)
class CarerThanked(Event):
    matter: str
    code: str


@event("开通绿色通道：{why}（{changed}）", stream=CARE, private=("why", "changed"))
class GreenOpened(Event):
    matter: str
    why: str
    changed: str


@event("绿色通道结束", stream=CARE)
class GreenEnded(Event):
    matter: str
