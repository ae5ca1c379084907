"""What happens to a request beyond what happens to every matter."""

from sunhall.ground.journal.events import Event, event

STREAM = "matter:{matter}"


@event("登记诉求：{demand_words}，{channel_words}", stream=STREAM, private=("text", "address"))
class RequestReceived(Event):
    matter: str
    demand: str
    demand_words: str
    channel_words: str
    source: str
    source_number: str
    text: str
    address: str


@event("由对接系统 {partner} 提交，{consent_words}", stream=STREAM)
class RequestHandedIn(Event):
    matter: str
    partner: str
    consent: str
    consent_words: str
    basis: str


@event("{channel_words}登记，{pages} 页", stream=STREAM, private=("post_number",))
class RequestBrought(Event):
    matter: str
    channel_words: str
    written_on: str
    pages: int
    files: int
    post_number: str


@event("打印回执", stream=STREAM)
class ReceiptPrinted(Event):
    """Number and query code were put on paper for the person."""

    matter: str


@event("代办员 {agent} 受托填报（{proof_words}）", stream=STREAM)
class RequestFiledOnBehalf(Event):
    matter: str
    agent: str
    proof_words: str
    shares_answer: bool


@event("由来电 {call} {use_words}", stream=STREAM)
class CallLinked(Event):
    matter: str
    call: str
    use: str
    use_words: str


@event("受理", stream=STREAM)
class RequestAccepted(Event):
    matter: str


@event("分类为「{class_words}」", stream=STREAM)
class RequestClassified(Event):
    matter: str
    class_code: str
    class_words: str
    suggested: str


@event("不予受理：{ground_words}。{way_out}", stream=STREAM, private=("way_out",))
class RequestRefused(Event):
    matter: str
    ground: str
    ground_words: str
    way_out: str


@event("有人在{channel_words}看到「{ground_words}」提示：{notice}", stream="stop:{ground}")
class StopShown(Event):
    """Who looked, and what they had written, is not told: nothing was filed."""

    ground: str
    ground_words: str
    channel: str
    channel_words: str
    cause: str
    cause_words: str
    notice: str


@event("紧急警情，已转接 {to_words}（{to}）", stream=STREAM)
class EmergencyTransferred(Event):
    matter: str
    to: str
    to_words: str


@event("处置方式：{disposal_words}", stream=STREAM, private=("words",))
class RequestDisposed(Event):
    matter: str
    disposal: str
    disposal_words: str
    to: str
    words: str


@event("{post} 的派单异议：{decision}", stream=STREAM, private=("words",))
class ObjectionDecided(Event):
    matter: str
    post: str
    upheld: bool
    decision: str
    to: str
    words: str


@event("召集会商：{meets_at}，主办 {lead}，协办 {others}", stream=STREAM, private=("agenda",))
class ConferenceCalled(Event):
    matter: str
    conference: int
    meets_at: str
    place: str
    lead: str
    others: str
    agenda: str


@event("取消会商：{reason}", stream=STREAM, private=("reason",))
class ConferenceCalledOff(Event):
    matter: str
    conference: int
    reason: str


@event("会商决定：由 {lead} 主办，不得退回", stream=STREAM, private=("words",))
class ConferenceConcluded(Event):
    matter: str
    conference: int
    lead: str
    absent: str
    words: str


@event("{post} 承担协办任务，最迟 {due_at}", stream=STREAM, private=("words",))
class TaskGiven(Event):
    matter: str
    conferee: int
    post: str
    due_at: str
    words: str


@event("{post} 向主办单位反馈协办情况", stream=STREAM, private=("words",))
class TaskReported(Event):
    matter: str
    conferee: int
    post: str
    words: str


@event("{post} 的协办任务已超期（{due_at}）", stream=STREAM)
class TaskLate(Event):
    matter: str
    conferee: int
    post: str
    due_at: str


@event("领导批示，交 {to} 办理", stream=STREAM, private=("words",))
class InstructionGiven(Event):
    matter: str
    instruction: int
    to: str
    due_on: str
    words: str


@event("批示的回报期限将到（{due_on}）", stream=STREAM)
class InstructionNear(Event):
    matter: str
    instruction: int
    post: str
    due_on: str


@event("批示未按期回报（{due_on}）", stream=STREAM)
class InstructionLate(Event):
    matter: str
    instruction: int
    post: str
    leader: str
    due_on: str


@event("回报批示办理情况", stream=STREAM, private=("words",))
class InstructionReported(Event):
    matter: str
    instruction: int
    leader: str
    words: str


@event("批示{decision}", stream=STREAM, private=("words",))
class InstructionReviewed(Event):
    matter: str
    instruction: int
    done: bool
    decision: str
    words: str


@event("与 {into} 拆分，单独办理：{reason}", stream=STREAM, private=("reason",))
class RequestSplit(Event):
    matter: str
    into: str
    reason: str


@event("并入 {into}", stream=STREAM)
class RequestMerged(Event):
    matter: str
    into: str


@event("诉求人撤回", stream=STREAM, private=("words",))
class RequestWithdrawn(Event):
    matter: str
    words: str


@event("群众对答复表示不满意，须在期限内约谈", stream=STREAM, private=("words",))
class RequestDissatisfied(Event):
    matter: str
    said_to: str
    words: str


@event("诉求人希望的约谈方式：{way_words}{lawyer_words}", stream=STREAM, private=("words",))
class DialogueWished(Event):
    matter: str
    dialogue: int
    way_words: str
    lawyer_words: str
    words: str


@event("约谈安排在 {planned_at}，{way_words}", stream=STREAM, private=("place",))
class DialoguePlanned(Event):
    matter: str
    dialogue: int
    planned_at: str
    way_words: str
    place: str
    volunteer: str


@event("约谈改到 {planned_at}，{way_words}：{reason}", stream=STREAM, private=("place", "reason"))
class DialogueMoved(Event):
    matter: str
    dialogue: int
    planned_at: str
    way_words: str
    place: str
    volunteer: str
    reason: str


@event("约谈安排取消：{reason}", stream=STREAM, private=("reason",))
class DialogueCancelled(Event):
    matter: str
    dialogue: int
    reason: str


@event("为约谈占用 {starts_at} 至 {ends_at}", stream=STREAM)
class DialogueBooked(Event):
    matter: str
    dialogue: int
    room: str
    host: str
    companions: tuple[str, ...]
    starts_at: str
    ends_at: str


@event("诉求人答复约谈安排：{answer_words}", stream=STREAM, private=("wished", "words"))
class DialogueReplied(Event):
    matter: str
    dialogue: int
    reply: str
    answer_words: str
    wished: str
    words: str


@event("已提醒 {planned_at} 的约谈", stream=STREAM, private=("place",))
class DialogueReminded(Event):
    matter: str
    dialogue: int
    planned_at: str
    place: str
    host: str


@event("已约谈：{result_words}", stream=STREAM, private=("minutes", "explained"))
class DialogueHeld(Event):
    matter: str
    dialogue: int
    held_at: str
    way_words: str
    result: str
    result_words: str
    volunteer: str
    minutes: str
    explained: str


@event("{signer_words}在约谈记录上签字（{means_words}）", stream=STREAM, private=("name",))
class MinutesSigned(Event):
    matter: str
    dialogue: int
    signature: int
    signer_words: str
    means_words: str
    seal: str
    file: str
    sha256: str
    name: str


@event("{signer_words}拒绝在约谈记录上签字", stream=STREAM, private=("name", "witness", "words"))
class SignatureRefused(Event):
    matter: str
    dialogue: int
    signature: int
    signer_words: str
    seal: str
    name: str
    witness: str
    words: str


@event("更正约谈纪要，{fallen} 个签字失效：{reason}", stream=STREAM, private=("minutes", "reason"))
class MinutesCorrected(Event):
    matter: str
    dialogue: int
    seal_before: str
    seal: str
    fallen: int
    minutes: str
    reason: str


@event("生成约谈记录，核验码 {check_code}", stream=STREAM)
class MinutesPrinted(Event):
    matter: str
    dialogue: int
    check_code: str
    sha256: str


@event("约定事项另立一件：{other}", stream=STREAM, private=("words",))
class FollowUpAgreed(Event):
    matter: str
    other: str
    post: str
    agreed_on: str
    words: str


@event("写好约谈议题", stream=STREAM, private=("agenda",))
class AgendaSet(Event):
    matter: str
    dialogue: int
    agenda: str


@event("提请联席会议复核", stream=STREAM, private=("words",))
class RequestReferred(Event):
    matter: str
    words: str


@event("列入联席会议 {meeting}，{at}", stream=STREAM)
class JointMeetingSet(Event):
    matter: str
    meeting: str
    at: str


@event("联席会议复核决定：{decision_words}", stream=STREAM, private=("reason", "basis"))
class JointDecided(Event):
    matter: str
    meeting: str
    decision: str
    decision_words: str
    remedies: tuple[str, ...]
    reason: str
    basis: str


@event("召集联席会议 {meeting}，{at}", stream="joint:{meeting}", private=("place",))
class JointMeetingCalled(Event):
    meeting: str
    at: str
    place: str
    chair: str
    members: tuple[str, ...]


@event("回访：{way_words}，{said}", stream=STREAM, private=("words",))
class RequestRevisited(Event):
    matter: str
    revisit: int
    way_words: str
    reached: bool
    said: str
    words: str


@event("经复核，改为受理", stream=STREAM, private=("words",))
class RefusalOverturned(Event):
    matter: str
    words: str


@event("办结归档", stream=STREAM)
class RequestClosed(Event):
    matter: str
    outcome: str
    satisfied: str


@event("公开审核：公开，隐去 {hidden} 处", stream=STREAM, private=("text", "reply"))
class PublicationApproved(Event):
    matter: str
    hidden: int
    text: str
    reply: str


@event("公开审核：不公开。{reason}", stream=STREAM, private=("reason",))
class PublicationRefused(Event):
    matter: str
    reason: str


@event("撤下公开。{reason}", stream=STREAM, private=("reason",))
class PublicationTakenDown(Event):
    matter: str
    reason: str


@event("分类「{code} {name}」{change}", stream="classes:request")
class ClassSet(Event):
    code: str
    name: str
    change: str


@event("分类「{code} {name}」停用：{reason}", stream="classes:request", private=("reason",))
class ClassClosed(Event):
    code: str
    name: str
    reason: str


@event("约谈室「{name}」{change}", stream="rooms:dialogue")
class RoomSet(Event):
    code: str
    name: str
    change: str


@event("法律志愿者「{code}」{change}", stream="volunteers:legal", private=("name",))
class VolunteerSet(Event):
    code: str
    name: str
    change: str


@event(
    "法律志愿者「{code}」请假 {from_at} 至 {to_at}", stream="volunteer:{code}", private=("reason",)
)
class VolunteerAway(Event):
    code: str
    from_at: str
    to_at: str
    reason: str


@event("法律志愿者「{code}」销假", stream="volunteer:{code}")
class VolunteerBack(Event):
    code: str
    from_at: str
    to_at: str


@event(
    "法律志愿者「{code}」声明回避：{tie_words}",
    stream="volunteer:{code}",
    private=("about", "words"),
)
class TieDeclared(Event):
    code: str
    tie: str
    tie_words: str
    about: str
    words: str


@event(
    "法律志愿者「{code}」不再回避：{tie_words}",
    stream="volunteer:{code}",
    private=("about", "words"),
)
class TieEnded(Event):
    code: str
    tie: str
    tie_words: str
    about: str
    words: str


@event("更换法律志愿者「{code}」的个人链接", stream="volunteer:{code}")
class VolunteerLinkRenewed(Event):
    code: str


@event("邀请法律志愿者参加 {starts_at} 的约谈", stream=STREAM)
class VolunteerInvited(Event):
    matter: str
    dialogue: int
    invitation: int
    volunteer: str
    starts_at: str
    ends_at: str


@event("法律志愿者答复：{answer_words}", stream=STREAM, private=("ground_words", "words"))
class VolunteerAnswered(Event):
    matter: str
    invitation: int
    volunteer: str
    reply: str
    answer_words: str
    ground_words: str
    words: str


@event("告诉法律志愿者不用到场", stream=STREAM)
class VolunteerExcused(Event):
    matter: str
    invitation: int
    volunteer: str


@event("法律志愿者到场 {minutes} 分钟", stream=STREAM)
class VolunteerServed(Event):
    matter: str
    dialogue: int
    volunteer: str
    minutes: int


@event(
    "更正法律志愿者服务时长：{before} 分钟改为 {minutes} 分钟", stream=STREAM, private=("reason",)
)
class ServiceCorrected(Event):
    matter: str
    dialogue: int
    volunteer: str
    before: int
    minutes: int
    reason: str


@event("派单目录：{class_code}（{place}）由 {post} 承办，依据 {basis}", stream="dispatch:request")
class DispatchSet(Event):
    class_code: str
    place: str
    post: str
    basis: str
    from_on: str = ""
    to_on: str = ""
    is_department: bool = False


@event(
    "派单目录：{class_code}（{place}）由 {post} 承办一行止于 {to_on}：{reason}",
    stream="dispatch:request",
    private=("reason",),
)
class DispatchEnded(Event):
    class_code: str
    place: str
    post: str
    to_on: str
    reason: str


@event("热线岗位「{purpose}」由 {post} 担任", stream="desk:hotline")
class DeskPostSet(Event):
    purpose: str
    post: str


@event("答复模板「{code}」第 {version} 版", stream="templates:answer")
class AnswerTemplateSet(Event):
    code: str
    version: int


@event("上传「{name}」，共 {rows} 行", stream="import:{job}")
class ImportUploaded(Event):
    job: str
    name: str
    sha256: str
    rows: int


@event("开始试运行，来源「{source}」", stream="import:{job}")
class ImportCheckStarted(Event):
    job: str
    source: str


@event("已处理到第 {done} 行", stream="import:{job}")
class ImportAdvanced(Event):
    job: str
    done: int


@event("试运行完成：新增 {imported}，未变 {unchanged}，退回 {rejected}", stream="import:{job}")
class ImportChecked(Event):
    job: str
    imported: int
    unchanged: int
    rejected: int


@event(
    "导入已停止，已导入的 {imported} 件保留：{reason}", stream="import:{job}", private=("reason",)
)
class ImportStopped(Event):
    job: str
    imported: int
    reason: str


@event("上传的文件和退回的行已清除", stream="import:{job}")
class ImportForgotten(Event):
    job: str


@event("导入「{name}」：共 {rows} 行", stream="import:{job}")
class ImportStarted(Event):
    job: str
    name: str
    sha256: str
    rows: int


@event("导入完成：新增 {imported}，未变 {unchanged}，退回 {rejected}", stream="import:{job}")
class ImportFinished(Event):
    job: str
    imported: int
    unchanged: int
    rejected: int


@event("答复引用知识「{title}」第 {version} 版", stream=STREAM, private=("title",))
class ArticleCited(Event):
    matter: str
    answer: int
    article: str
    version: int
    title: str


@event("摘为知识，草稿 {article}", stream=STREAM)
class ArticleProposed(Event):
    matter: str
    article: str


HOT = "hot:{issue}"


@event("归集热点：{count} 件，{persons} 人", stream=HOT, private=("place", "words"))
class HotIssueFound(Event):
    issue: str
    count: int
    persons: int
    again: str
    place: str
    words: str


@event("新增 {joined} 件，共 {count} 件", stream=HOT)
class HotIssueGrew(Event):
    issue: str
    day: str
    joined: int
    count: int


@event("增长预警：近 7 天 {count} 件，预期 {expected} 件", stream=HOT)
class HotIssueAlarmed(Event):
    issue: str
    day: str
    count: int
    expected: str


@event("连续 {days} 天没有新的反映，热点降温", stream=HOT)
class HotIssueCooled(Event):
    issue: str
    days: int


@event("由 {owner} 负责，最迟 {due_at} 回应", stream=HOT, private=("words",))
class HotIssueGiven(Event):
    issue: str
    owner: str
    due_at: str
    words: str


@event("{owner} 没有在 {due_at} 前回应", stream=HOT)
class HotIssueLate(Event):
    issue: str
    owner: str
    due_at: str


@event("{owner} 已回应", stream=HOT, private=("words",))
class HotIssueAnswered(Event):
    issue: str
    owner: str
    words: str


@event("结束热点", stream=HOT, private=("words",))
class HotIssueEnded(Event):
    issue: str
    words: str


@event("移出 {matter}：{reason}", stream=HOT, private=("reason",))
class HotMemberLeft(Event):
    issue: str
    matter: str
    reason: str


@event("{days} 天内第 {nth} 次反映同一事项", stream=STREAM)
class RequestRepeated(Event):
    matter: str
    earlier: str
    nth: int
    days: int


@event("比对出同类诉求 {count} 件（{days} 天内）", stream="repeats:same")
class SameRequestsNoted(Event):
    day: str
    count: int
    days: int


@event("注明不是重复：{reason}", stream=STREAM, private=("reason",))
class RepeatDenied(Event):
    matter: str
    reason: str


@event("登记{way_words}：{level_words} {organ} {letter}", stream=STREAM)
class WentAbove(Event):
    matter: str
    entry: int
    way_words: str
    level_words: str
    organ: str
    letter: str
    on: str
    due_on: str


@event("越级或上级转办：{outcome_words}", stream=STREAM, private=("words",))
class AboveSettled(Event):
    matter: str
    entry: int
    outcome_words: str
    words: str
