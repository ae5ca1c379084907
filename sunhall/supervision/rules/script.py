"""The script of a call-back 回访问卷, and what differs from what the office wrote (H7; 000#1 四).

Versioned: an answer is read under the script it was asked with. What the office wrote and what the
person says are two facts; where they disagree, that is a finding.
"""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no


@dataclass(frozen=True)
class Asked:
    """One question of a script: its words and the answers it takes."""

    code: str
    words: str
    answers: dict[str, str]


@dataclass(frozen=True)
class Script:
    """A version of the questionnaire with its source."""

    version: int
    source: str
    questions: tuple[Asked, ...]

    def words(self, code: str, answer: str) -> str:
        """An answer in words."""
        asked = next((one for one in self.questions if one.code == code), None)
        return asked.answers.get(answer, answer) if asked else answer


SCRIPTS = (
    Script(
        1,
        "新津县“1133”群众约谈三级督查（000 第1篇 四）：询问进度、调查满意度、征求意见建议",
        (
            Asked("met", "工作人员当面和您谈过吗？", {"yes": "谈过", "no": "没有谈过"}),
            Asked(
                "explained",
                "原因和依据向您说清楚了吗？",
                {"yes": "说清楚了", "partly": "说了一部分", "no": "没有说"},
            ),
            Asked(
                "solved",
                "您反映的事情现在怎么样？",
                {"yes": "已经解决", "partly": "解决了一部分", "no": "没有解决"},
            ),
            Asked(
                "result",
                "您对约谈的结果怎么看？",
                {"satisfied": "满意", "understands": "不满意但能理解", "not": "不满意"},
            ),
            Asked(
                "manner", "工作人员的态度怎么样？", {"good": "好", "fair": "一般", "poor": "不好"}
            ),
        ),
    ),
)
SCRIPT = SCRIPTS[-1]
# Whoever was never met has nothing more to say about the talk.
ALWAYS_ASKED = ("met", "solved")
CALLBACK_WAYS = {"phone": "电话回访", "site": "现场查看"}


def script(version: int) -> Script:
    """The script of a version."""
    return next(one for one in SCRIPTS if one.version == version)


@dataclass(frozen=True)
class Wrote:
    """What the office wrote of the dialogue."""

    result: str
    result_words: str
    outcome: str
    outcome_words: str
    explained: str
    held: str


@dataclass(frozen=True)
class Difference:
    """One point on which office and person disagree: both texts side by side."""

    code: str
    words: str
    wrote: str
    says: str


_BEST = ("not", "understands", "satisfied")


def differences(wrote: Wrote, said: dict[str, str], version: int) -> list[Difference]:
    """Where the person says something else than the office wrote."""
    asked = script(version)
    if said.get("met") == "no":
        return [
            Difference("met", "是否约谈不一致", wrote.held, asked.words("met", "no")),
        ]
    found = []
    if said.get("explained") == "no":
        says = asked.words("explained", "no")
        found.append(Difference("explained", "是否说明原因不一致", wrote.explained, says))
    if wrote.outcome == "resolved" and said.get("solved") == "no":
        says = asked.words("solved", "no")
        found.append(Difference("solved", "是否解决不一致", wrote.outcome_words, says))
    if _rank(said.get("result", "")) < _rank(wrote.result):
        says = asked.words("result", said["result"])
        found.append(Difference("result", "约谈结果不一致", wrote.result_words, says))
    return found


def _rank(result: str) -> int:
    """How good a result is; what nobody said is as good as can be."""
    return _BEST.index(result) if result in _BEST else len(_BEST)


@dataclass(frozen=True)
class CheckFacts:
    """What call-back and re-check look at: who held the dialogue, and of which office."""

    is_done: bool
    held_by: str
    unit: str


def may_call_back(actor: Actor, facts: CheckFacts, *, unit: str) -> Verdict:
    """Call back 约谈回访: somebody with the duty, never of the unit that held it (000#1 四)."""
    if not actor.may("supervision.call_back"):
        return no("只有纪检监察和热线中心可以回访约谈事项", article="000#1 四")
    if facts.is_done:
        return no("这次约谈已经回访")
    if facts.held_by == actor.code or (facts.unit and unit == facts.unit):
        return no("约谈由您的单位举行，回访须由其他单位的人员进行", article="000#1 四")
    return YES


OPENED, REPLIED, SETTLED = "opened", "replied", "settled"
FINDING_STATES = {OPENED: "待说明", REPLIED: "待复核", SETTLED: "已核实销号"}


@dataclass(frozen=True)
class FindingFacts:
    """What reply and re-check look at."""

    state: str
    post: str
    unit: str


def may_reply_finding(actor: Actor, facts: FindingFacts) -> Verdict:
    """Reply to a finding 说明: the post that owns it."""
    if facts.state != OPENED:
        return no("这条发现不需要说明")
    if facts.post in actor.posts:
        return YES
    return no("由责任岗位的在岗人员说明", article="首问负责制 K2")


def may_recheck(actor: Actor, facts: FindingFacts, *, unit: str) -> Verdict:
    """Re-check a finding 复核: somebody with the duty, never of the unit it is about."""
    if not actor.may("supervision.call_back"):
        return no("只有纪检监察和热线中心可以复核", article="000#1 四")
    if facts.state != REPLIED:
        return no("责任岗位还没有说明，暂不能复核")
    if facts.unit and unit == facts.unit:
        return no("不能复核本单位的发现，请由其他单位的人员复核", article="000#1 四")
    return YES
