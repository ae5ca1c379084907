"""The words 文字 of a report, from its numbers: a draft that a person edits and another approves.

What is worth a sentence is data with a version; a report says under which it was worded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sunhall.ground.kit.now import LOCAL
from sunhall.reports.rules.content import Tally, changes, rate_of
from sunhall.reports.rules.elements import Elements
from sunhall.reports.rules.periods import BEFORE, THIS


@dataclass(frozen=True)
class Wording:
    """How large a change is told, how many values are named, how many cases are listed."""

    version: int
    source: str
    least_change: int
    most_named: int
    most_cases: int
    most_hot: int


WORDING = Wording(
    1, "本系统口径，县里可以另定", least_change=3, most_named=3, most_cases=10, most_hot=5
)
NUMBERS = "一二三四五六七八九十"
Namer = Callable[[str, str], str]


@dataclass(frozen=True)
class Story:
    """One request worth a line 典型事项: no person, no words of a person, only its course."""

    told: Elements
    place: str
    class_words: str
    post: str


@dataclass(frozen=True)
class Hot:
    """One hot issue 热点问题 at the end of the period: what names it, how many, who answers."""

    code: str
    title: str
    count: int
    persons: int
    came: int
    alarm: bool
    state_words: str
    owner: str


@dataclass(frozen=True)
class Given:
    """What a report is worded from: counts of three periods, names, issues, requests."""

    kind: str
    now: Tally
    before: Tally
    last_year: Tally
    name: Namer
    stories: Sequence[Story] = ()
    more_stories: int = 0
    hot: Sequence[Hot] = ()


def analysis(given: Given) -> str:
    """The whole text: headings 一、二、… each with its paragraphs."""
    parts = [
        ("总体情况", [_received(given), _answered(given)]),
        ("反映情况", [_asked(given), _changed(given)]),
        ("热点问题", [_hot(given, one) for one in given.hot]),
        ("办理、回访与约谈", [_handled(given), _said(given)]),
        ("需要关注的事项", [*map(line_of, given.stories), _more(given)]),
    ]
    kept = [(head, [one for one in body if one]) for head, body in parts]
    told = [(head, body) for head, body in kept if body]
    return "\n".join(
        line
        for number, (head, body) in zip(NUMBERS, told, strict=False)
        for line in (f"{number}、{head}", *body)
    )


def _received(given: Given) -> str:
    n = given.now["figures"]["received"][0]
    words = f"{THIS[given.kind]}共收到诉求{n}件"
    words += _against(n, given.before["figures"]["received"][0], BEFORE[given.kind])
    last = given.last_year["figures"]["received"][0]
    return words + (_against(n, last, "去年同期") if last else "；去年同期没有数据") + "。"


def _against(n: int, before: int, words: str) -> str:
    if n == before:
        return f"，与{words}持平"
    more = "多" if n > before else "少"
    share = f"（{'+' if n > before else '-'}{abs(n - before) / before:.1%}）" if before else ""
    return f"，比{words}{more}{abs(n - before)}件{share}"


def _answered(given: Given) -> str:
    told = given.now["figures"]
    words = f"其中已答复{told['answered'][0]}件，未答复{told['open'][0]}件"
    if told["on_time_rate"][1]:
        words += f"；到期{told['on_time_rate'][1]}件中按时答复{told['on_time_rate'][0]}件，"
        words += f"按时答复率{_percent(told['on_time_rate'])}"
    if told["late"][0]:
        words += f"；超期{told['late'][0]}件"
    return words + "。"


def _asked(given: Given) -> str:
    """The largest values of channel, class and place."""
    if not given.now["figures"]["received"][0]:
        return ""
    heads = (("channel", "渠道"), ("class", "类别"), ("place", "地点"))
    parts = []
    for code, words in heads:
        counted = given.now["elements"][code]
        top = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[: WORDING.most_named]
        named = "、".join(f"{given.name(code, value)}{n}件" for value, n in top)
        parts.append(f"按{words}，较多的是{named}")
    return "；".join(parts) + "。"


def _changed(given: Given) -> str:
    """What moved most, by place, class, channel and office, against the period before."""
    found = []
    heads = (("place", "地点"), ("class", "类别"), ("channel", "渠道"), ("office", "承办单位"))
    for code, words in heads:
        moved = changes(
            given.now["elements"][code],
            given.before["elements"][code],
            least=WORDING.least_change,
        )[: WORDING.most_named]
        told = "、".join(
            f"{given.name(code, one.value)}{'多' if one.by > 0 else '少'}{abs(one.by)}件"
            f"（{one.before}件→{one.now}件）"
            for one in moved
        )
        if told:
            found.append(f"{words}上，{told}")
    if not found:
        return ""
    return f"与{BEFORE[given.kind]}相比，变化较大的：" + "；".join(found) + "。"


def _hot(given: Given, one: Hot) -> str:
    words = f"{one.title}：累计{one.count}件，{one.persons}人反映，{THIS[given.kind]}{one.came}件"
    if one.alarm:
        words += "，增长预警"
    return words + f"；{one.state_words}" + (f"，由{one.owner}负责。" if one.owner else "。")


def _handled(given: Given) -> str:
    told = given.now["figures"]
    words = f"{THIS[given.kind]}作出答复{told['answers'][0]}次，办结归档{told['closed'][0]}件"
    for name, said, unit in (
        ("passed", "超过答复期限", "件"),
        ("returned", "承办单位退回", "次"),
        ("letters", "发出督办函", "份"),
        ("listed", "挂号督办", "件"),
        ("instructed", "领导批示", "件"),
    ):
        if told[name][0]:
            words += f"，{said}{told[name][0]}{unit}"
    return words + "。"


def _said(given: Given) -> str:
    told = given.now["figures"]
    words = f"回访{told['revisited'][0]}次，群众表示不满意{told['dissatisfied'][0]}件，"
    words += f"约谈{told['talked'][0]}次"
    if told["talked"][0]:
        good = [told["talked_well"][0], told["talked"][0]]
        words += f"，约谈后满意或理解{good[0]}次，占{_percent(good)}"
    if told["talk_late"][0]:
        words += f"；约谈超期{told['talk_late'][0]}件"
    if told["satisfaction_rate"][1]:
        words += f"；{THIS[given.kind]}收到的诉求中，有明确表示的{told['satisfaction_rate'][1]}件，"
        words += f"满意{told['satisfaction_rate'][0]}件，占{_percent(told['satisfaction_rate'])}"
    return words + "。"


def line_of(story: Story) -> str:
    """One request in one line: number, where, what about, who handles it, what happened when."""
    told = story.told
    words = {
        "answers": "答复",
        "dissatisfied": "群众表示不满意",
        "passed": "超过答复期限",
        "talk_late": "约谈超过期限",
        "referred": "提请联席会议复核",
        "letters": "发督办函",
        "listed": "挂号督办",
        "closed": "办结归档",
    }
    opened = told.opened_at
    course = [f"{_day(opened)}收到"] if opened and told.is_new else []
    dialogues = {fact.at for fact in told.happened if fact.figure == "talked"}
    for fact in told.happened:
        if fact.figure == "answers" and fact.at in dialogues:
            continue  # what was explained in a dialogue is the dialogue
        if fact.figure == "talked":
            course.append(f"{_day(fact.at)}约谈，{TALKED.get(fact.result, '')}")
        elif fact.figure == "revisited":
            course.append(f"{_day(fact.at)}回访")
        elif fact.figure in words:
            course.append(f"{_day(fact.at)}{words[fact.figure]}")
    about = "，".join(one for one in (story.place, story.class_words, story.post) if one)
    return f"{told.number}（{about}）：" + "；".join(dict.fromkeys(course)) + "。"


TALKED = {
    "satisfied": "群众满意",
    "understands": "群众不满意但表示理解",
    "not": "群众仍不满意",
}


def _more(given: Given) -> str:
    return f"另有{given.more_stories}件见明细。" if given.more_stories else ""


def is_worth_a_line(told: Elements) -> bool:
    """Dissatisfied, talked about, late or referred within the period, and nobody asked 保密."""
    figures = {fact.figure for fact in told.happened}
    return not told.is_confidential and bool(
        figures & {"dissatisfied", "talked", "talk_late", "referred", "passed"}
    )


def weight(told: Elements) -> tuple[int, str]:
    """Dissatisfied before late; within these the older number first."""
    figures = {fact.figure for fact in told.happened}
    spoke = figures & {"dissatisfied", "talked", "talk_late", "referred"}
    return (0 if spoke else 1, told.number)


def _percent(figure: Sequence[int]) -> str:
    share = rate_of(figure)
    return "—" if share is None else f"{share:.1%}"


def _day(at: datetime) -> str:
    local: date = at.astimezone(LOCAL).date()
    return f"{local.month}月{local.day}日"
