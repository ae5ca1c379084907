"""What happens when somebody supervises."""

from sunhall.ground.journal.events import Event, event

MATTER = "matter:{matter}"


@event("{level_words}建议：{trigger_words}", stream=MATTER)
class SupervisionProposed(Event):
    """The schedule proposes; a person orders or dismisses."""

    matter: str
    proposal: int
    level: str
    level_words: str
    trigger: str
    trigger_words: str


@event("不采纳督办建议：{trigger_words}", stream=MATTER, private=("reason",))
class ProposalDismissed(Event):
    matter: str
    proposal: int
    trigger_words: str
    reason: str


@event("{level_words}：{paper} 发出，须在 {due_at} 前回复", stream=MATTER, private=("text",))
class LetterSent(Event):
    matter: str
    letter: int
    paper: str
    level: str
    level_words: str
    trigger: str
    post: str
    due_at: str
    wording: int
    check_code: str
    sha256: str
    text: str


@event("{paper} 已签收", stream=MATTER)
class LetterReceived(Event):
    matter: str
    letter: int
    paper: str
    post: str


@event("{paper} 将到回复期限", stream=MATTER)
class LetterNear(Event):
    matter: str
    letter: int
    paper: str
    post: str
    due_at: str


@event("{paper} 超过回复期限", stream=MATTER)
class LetterLate(Event):
    matter: str
    letter: int
    paper: str
    post: str
    due_at: str


@event("{paper} 已回复", stream=MATTER, private=("text",))
class LetterAnswered(Event):
    matter: str
    letter: int
    paper: str
    post: str
    on_time: bool
    text: str


@event("{paper} 已撤回", stream=MATTER, private=("reason",))
class LetterWithdrawn(Event):
    matter: str
    letter: int
    paper: str
    reason: str


@event("挂号督办 {paper}，限 {due_at} 前办结", stream=MATTER, private=("reason",))
class MatterListed(Event):
    matter: str
    listing: int
    paper: str
    due_at: str
    reason: str


@event("挂号督办 {paper} 记录进展", stream=MATTER, private=("text",))
class ListingProgressed(Event):
    matter: str
    listing: int
    paper: str
    text: str


@event("挂号督办 {paper} 超过期限", stream=MATTER)
class ListingLate(Event):
    matter: str
    listing: int
    paper: str
    due_at: str


@event("挂号督办 {paper} 销号", stream=MATTER, private=("reason",))
class ListingRemoved(Event):
    matter: str
    listing: int
    paper: str
    reason: str


@event("约谈待回访", stream="check:{check}")
class CheckOwed(Event):
    """A dialogue was held: somebody of another unit asks the person about it."""

    check: int
    matter: str
    dialogue: int
    unit: str
    evidence: str
    due_at: str


@event(
    "核查约谈，{way_words}：{result_words}",
    stream="check:{check}",
    private=("answers", "suggestions"),
)
class CheckMade(Event):
    check: int
    matter: str
    way_words: str
    script: int
    result_words: str
    answers: str
    suggestions: str


@event("约谈回访没有联系上", stream="check:{check}")
class CheckMissed(Event):
    check: int
    matter: str
    tries: int


@event("发现：{finding_words}", stream="finding:{finding}", private=("wrote", "says"))
class FindingOpened(Event):
    """Office and person say different things; both texts and both entries are the evidence."""

    finding: int
    matter: str
    code: str
    finding_words: str
    post: str
    due_at: str
    wrote: str
    wrote_entry: str
    says: str
    says_entry: str


@event("责任岗位说明", stream="finding:{finding}", private=("text",))
class FindingReplied(Event):
    finding: int
    matter: str
    post: str
    on_time: bool
    text: str


@event("说明超过期限", stream="finding:{finding}")
class FindingLate(Event):
    finding: int
    matter: str
    post: str
    due_at: str


@event("复核：{decision}", stream="finding:{finding}", private=("text",))
class FindingRechecked(Event):
    finding: int
    matter: str
    settled: bool
    decision: str
    text: str


@event("抽样 {n} 件，种子 {seed}，总体 {size} 件", stream="sample:{sample}")
class SampleDrawn(Event):
    """Seed, digest of the whole and what was drawn: anyone can draw it again."""

    sample: int
    seed: str
    first: str
    last: str
    size: int
    population: str
    n: int
    numbers: tuple[str, ...]


@event("专报（{first} 至 {last}）起草", stream="special:{special}")
class SpecialDrafted(Event):
    """Figures are counted from the entries up to one; counted again they are the same."""

    special: int
    first: str
    last: str
    upto: int
    figures: str


@event("专报修改", stream="special:{special}", private=("text",))
class SpecialEdited(Event):
    special: int
    text: str


@event("专报 {paper} 审签报送", stream="special:{special}")
class SpecialSent(Event):
    special: int
    paper: str
    check_code: str
    sha256: str
    to: tuple[str, ...]
