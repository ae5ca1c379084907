"""What happens to an article of the knowledge base."""

from sunhall.ground.journal.events import Event, event

STREAM = "article:{article}"


@event("起草第 {version} 版「{title}」", stream=STREAM, private=("title",))
class ArticleDrafted(Event):
    article: str
    version: int
    organisation: str
    origin: str
    title: str


@event("修改第 {version} 版", stream=STREAM)
class ArticleRewritten(Event):
    article: str
    version: int
    digest: str


@event("第 {version} 版提交审核", stream=STREAM)
class ArticleSubmitted(Event):
    article: str
    version: int
    digest: str


@event("第 {version} 版退回修改：{words}", stream=STREAM, private=("words",))
class ArticleReturned(Event):
    article: str
    version: int
    words: str


@event("审核通过，发布第 {version} 版，{valid_from} 至 {valid_until} 有效", stream=STREAM)
class ArticlePublished(Event):
    article: str
    version: int
    digest: str
    valid_from: str
    valid_until: str
    is_public: bool


@event("撤下：{reason}", stream=STREAM, private=("reason",))
class ArticleWithdrawn(Event):
    article: str
    version: int
    reason: str


@event("提醒维护部门：{valid_until} 到期", stream=STREAM)
class ArticleNearExpiry(Event):
    article: str
    version: int
    organisation: str
    valid_until: str


@event("第 {version} 版到期未更新", stream=STREAM)
class ArticleExpired(Event):
    article: str
    version: int
    organisation: str
    valid_until: str


@event("反映有误：{words}", stream=STREAM, private=("words",))
class ArticleDoubted(Event):
    article: str
    version: int
    doubt: int
    organisation: str
    due_at: str
    words: str


@event("答复纠错：{verdict_words}。{words}", stream=STREAM, private=("words",))
class DoubtAnswered(Event):
    article: str
    doubt: int
    verdict: str
    verdict_words: str
    on_time: bool
    words: str


@event("纠错超过期限没有答复", stream=STREAM)
class DoubtPassed(Event):
    article: str
    doubt: int
    organisation: str
    due_at: str


@event("读者认为{judged}", stream=STREAM)
class ArticleJudged(Event):
    article: str
    version: int
    useful: bool
    judged: str


@event("抽检 {n} 条（在用 {size} 条，种子 {seed}）", stream="knowledge:samples")
class SampleDrawn(Event):
    sample: int
    seed: str
    organisation: str
    size: int
    population: str
    n: int
    marks: str


@event("抽检第 {version} 版：{mark_words}。{words}", stream=STREAM, private=("words",))
class ArticleSampled(Event):
    article: str
    version: int
    sample: int
    mark: str
    mark_words: str
    words: str
