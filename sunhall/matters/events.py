"""What happens to every matter, whatever its kind."""

from sunhall.ground.journal.events import Event, event

STREAM = "matter:{matter}"


@event("收到{kind_words}，编号 {matter}，首问岗位 {owner}", stream=STREAM)
class MatterOpened(Event):
    matter: str
    matter_kind: str
    kind_words: str
    place: str
    channel: str
    owner: str
    person: str


@event("环节由「{from_words}」转为「{to_words}」", stream=STREAM)
class MatterMoved(Event):
    matter: str
    move: str
    from_stage: str
    to_stage: str
    from_words: str
    to_words: str


@event("交 {to} 负责", stream=STREAM, private=("reason",))
class MatterAssigned(Event):
    matter: str
    from_post: str
    to: str
    reason: str


@event("{post} 尚未签收，收回交办：{reason}", stream=STREAM, private=("reason",))
class MatterRecalled(Event):
    matter: str
    post: str
    reason: str


@event("{post} 签收，承办人 {staff}", stream=STREAM)
class MatterSigned(Event):
    matter: str
    post: str
    staff: str


@event("撤销退回，由 {post} 继续办理", stream=STREAM)
class ReturnUndone(Event):
    """`post` made the return; `owner` answers again, which is another post if nobody had signed."""

    matter: str
    post: str
    owner: str


@event("撤销办理记录", stream=STREAM)
class NoteUndone(Event):
    matter: str
    note: int


@event("撤销暂停，时限照常计算", stream=STREAM)
class PauseUndone(Event):
    matter: str


@event("撤销办结，继续办理", stream=STREAM)
class ClosingUndone(Event):
    matter: str


@event("{post} 接手负责：{reason}", stream=STREAM, private=("reason",))
class MatterPassed(Event):
    """Another post answers at once, without having been asked to sign."""

    matter: str
    from_post: str
    post: str
    reason: str


@event("原答复不再有效，继续办理：{reason}", stream=STREAM, private=("reason",))
class AnswerVoided(Event):
    matter: str
    reason: str


@event(
    "{from_post} 退回（第 {times} 次），建议由 {suggested} 承办：{reason}",
    stream=STREAM,
    private=("reason",),
)
class MatterReturned(Event):
    matter: str
    from_post: str
    reason_code: str
    reason: str
    suggested: str
    times: int
    to: str = ""


@event("时限「{name}」开始计时，最迟 {due_at}", stream=STREAM)
class LimitStarted(Event):
    matter: str
    name: str
    rule: str
    rule_version: int
    n: int
    unit: str
    started_at: str
    due_at: str
    calendar_version: int
    provisional: bool


@event("时限「{name}」按新的日历重新计算，最迟 {due_at}", stream=STREAM, private=("reason",))
class LimitRecomputed(Event):
    matter: str
    name: str
    old_due_at: str
    due_at: str
    calendar_version: int
    reason: str


@event("时限「{name}」已经达成", stream=STREAM)
class LimitMet(Event):
    matter: str
    name: str
    met_at: str
    due_at: str
    on_time: bool


@event("时限「{name}」将于 {due_at} 届满，已提醒", stream=STREAM)
class LimitNear(Event):
    matter: str
    name: str
    due_at: str
    post: str


@event("时限「{name}」已经超期（{due_at}）", stream=STREAM)
class LimitPassed(Event):
    matter: str
    name: str
    due_at: str
    post: str
    staff: str


@event("暂停计时：{ground}（{paper}）", stream=STREAM)
class ClockPaused(Event):
    matter: str
    ground: str
    paper: str
    from_at: str
    code: str = ""
    article: str = ""


@event("恢复计时", stream=STREAM)
class ClockResumed(Event):
    matter: str
    to_at: str


@event("申请延期 {n} {unit}：{reason}", stream=STREAM, private=("reason",))
class ExtensionAsked(Event):
    matter: str
    name: str
    n: int
    unit: str
    reason: str


@event("延期申请{decision}：{reason}", stream=STREAM, private=("reason",))
class ExtensionDecided(Event):
    matter: str
    name: str
    granted: bool
    decision: str
    reason: str
    due_at: str


@event("催办 {post}：{words}", stream=STREAM, private=("words",))
class MatterReminded(Event):
    matter: str
    post: str
    words: str


@event("办理记录", stream=STREAM, private=("words",))
class NoteAdded(Event):
    matter: str
    note: int
    words: str
    shown_to_person: bool


@event("诉求人来电{what}", stream=STREAM, private=("words",))
class PersonCalled(Event):
    matter: str
    note: int
    what: str
    words: str


@event("联系诉求人：{way}，{result}", stream=STREAM, private=("words",))
class ContactAttempted(Event):
    matter: str
    contact: int
    way: str
    result: str
    words: str


@event("诉求人对联系记录提出异议", stream=STREAM, private=("words",))
class ContactDisputed(Event):
    matter: str
    contact: int
    words: str


@event("答复诉求人，办理结果：{outcome_words}", stream=STREAM, private=("words",))
class MatterAnswered(Event):
    matter: str
    answer: int
    outcome: str
    outcome_words: str
    words: str


@event("诉求人评价：{stars} 分", stream=STREAM, private=("words",))
class MatterRated(Event):
    matter: str
    answer: int
    stars: int
    reasons: tuple[str, ...]
    words: str
    channel: str


@event("与 {other} 建立关联：{link_words}", stream=STREAM)
class MatterLinked(Event):
    matter: str
    other: str
    link: str
    link_words: str


@event("与 {other} 解除关联", stream=STREAM)
class MatterUnlinked(Event):
    matter: str
    other: str
    link: str


@event("收到附件", stream=STREAM)
class FileAttached(Event):
    matter: str
    file: str


@event("诉求人补充了材料", stream=STREAM, private=("words",))
class MatterSupplemented(Event):
    matter: str
    note: int
    words: str
    files: int


@event("诉求人{decision}", stream=STREAM)
class PublicationDecided(Event):
    matter: str
    is_public: bool
    decision: str


@event("诉求人的个人信息已依法删除，此件记录中的文字一并删除，此件不公开", stream=STREAM)
class WordsErased(Event):
    matter: str


RECOMPUTATION = "recomputation:{version}"


@event(
    "按工作日历第 {version} 版重算 {total} 件的期限：{why}", stream=RECOMPUTATION, private=("why",)
)
class RecomputationStarted(Event):
    version: int
    total: int
    why: str


@event("期限重算已完成 {done} 件", stream=RECOMPUTATION)
class RecomputationAdvanced(Event):
    """One batch is done; `done` says which, so that a batch told twice is taken once."""

    version: int
    done: int


@event("期限重算完成：{done} 件，其中 {moved} 项期限有变化", stream=RECOMPUTATION)
class RecomputationFinished(Event):
    version: int
    done: int
    moved: int


@event("{office} 申请从{figures}中剔除：{ground}", stream=STREAM, private=("evidence",))
class ExclusionProposed(Event):
    """An office asks that a matter be left out of rates 申请剔除; nothing is left out yet."""

    matter: str
    exclusion: int
    ground: str
    basis: str
    figures: str
    office: str
    evidence: str


@event("审定剔除：{decision}", stream=STREAM, private=("words",))
class ExclusionDecided(Event):
    matter: str
    exclusion: int
    granted: bool
    decision: str
    proposed_by: str
    words: str


@event("恢复计入统计", stream=STREAM, private=("words",))
class ExclusionEnded(Event):
    """A matter counts again in every rate it was left out of."""

    matter: str
    exclusion: int
    words: str


MEASURES = "measures:{of_set}"


@event("提出修改{kind_words}，自 {from_on} 起：{source}", stream=MEASURES, private=("why",))
class MeasureProposed(Event):
    proposal: int
    of_set: str
    kind_words: str
    content: str
    source: str
    from_on: str
    why: str


@event("批准{kind_words}第 {version} 版，自 {from_on} 起", stream=MEASURES)
class MeasureApproved(Event):
    proposal: int
    of_set: str
    kind_words: str
    version: int
    from_on: str
    proposed_by: str


@event("退回{kind_words}的修改：{reason}", stream=MEASURES, private=("reason",))
class MeasureRejected(Event):
    proposal: int
    of_set: str
    kind_words: str
    reason: str
