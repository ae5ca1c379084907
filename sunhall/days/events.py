"""Facts about phone days and programmes (H10, H11)."""

from sunhall.ground.journal.events import Event, event

SITTING = "sitting:{sitting}"


@event("栏目「{name}」{change}", stream="series:{series}")
class SeriesSet(Event):
    series: str
    name: str
    change: str


@event("场次安排第 {version} 版：{rule}", stream="series:{series}")
class TimetableSet(Event):
    series: str
    version: int
    rule: str
    source: str
    from_on: str


@event("安排在 {day}，按规则为 {by_rule}", stream=SITTING)
class SittingPlanned(Event):
    sitting: int
    series: str
    day: str
    by_rule: str
    moved_why: str


@event("改为 {day} {starts}—{ends}，主题「{topic}」", stream=SITTING)
class SittingChanged(Event):
    sitting: int
    day: str
    starts: str
    ends: str
    topic: str


@event("邀请 {guest}", stream=SITTING)
class GuestInvited(Event):
    sitting: int
    guest: str
    post: str
    staff: str


@event("{guest} 确认到场", stream=SITTING)
class GuestConfirmed(Event):
    sitting: int
    guest: str


@event("{guest} 改由 {to} 代替：{reason}", stream=SITTING, private=("reason",))
class GuestReplaced(Event):
    sitting: int
    guest: str
    to: str
    post: str
    staff: str
    reason: str


@event("公布", stream=SITTING)
class SittingPublished(Event):
    sitting: int
    day: str
    topic: str


@event("取消：{reason}", stream=SITTING, private=("reason",))
class SittingCalledOff(Event):
    sitting: int
    reason: str


@event("开始", stream=SITTING)
class SittingOpened(Event):
    sitting: int


@event("记下一个问题（{came_words}）", stream=SITTING, private=("text",))
class QuestionNoted(Event):
    sitting: int
    question: int
    came_words: str
    text: str


@event("提问人同意登记为诉求（{how_words}）", stream=SITTING)
class ConsentNoted(Event):
    sitting: int
    question: int
    how_words: str


@event("问题登记为诉求 {matter}", stream=SITTING)
class QuestionFiled(Event):
    sitting: int
    question: int
    matter: str
    owner: str


@event("当场答复：{answer}", stream=SITTING, private=("answer",))
class QuestionAnswered(Event):
    sitting: int
    question: int
    matter: str
    answer: str


@event("不再办理：{reason}", stream=SITTING, private=("reason",))
class QuestionLeft(Event):
    sitting: int
    question: int
    reason: str


@event("批示：{words}", stream=SITTING, private=("words",))
class LeaderInstructed(Event):
    sitting: int
    question: int
    matter: str
    to: str
    words: str


@event("结束，共 {questions} 个问题，{requests} 个登记为诉求", stream=SITTING)
class SittingEnded(Event):
    sitting: int
    questions: int
    requests: int


@event("录音录像在 {address}", stream=SITTING)
class RecordingLinked(Event):
    sitting: int
    address: str


@event("提问人的姓名和电话已到期清除，共 {count} 个", stream="days:callers")
class CallersForgotten(Event):
    count: int
