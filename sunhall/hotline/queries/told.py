"""The timeline a resident reads: every step in plain words, offices instead of names (ux B1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sunhall.ground.web.dates import due, moment
from sunhall.ground.web.words import word
from sunhall.hotline import events as hotline
from sunhall.hotline import rules
from sunhall.hotline.models import Request
from sunhall.hotline.queries.standing import (
    offices_of,
    pause_words,
    secret_office,
    unknown_office,
)
from sunhall.matters import events as spine
from sunhall.matters import queries as matters

Words = tuple[str, str]
# A limit's name as a resident would say it; limits not named here concern the office only.
_LIMITS = {"reply": "答复", "dialogue": "约谈", "joint": "联席会议复核"}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline component."""

    at: datetime
    title: str
    who: str = ""
    text: str = ""
    state: str = "done"


def told_entries(request: Request) -> list[Entry]:
    """What happened to a request, newest first, told to its person."""
    lines = matters.told_to_person(request.matter)
    facts = [line.recorded.event for line in lines]
    posts = {
        getattr(fact, name, "") for fact in facts for name in ("to", "from_post", "owner", "post")
    }
    say = _Say(offices_of(posts), sealed=request.matter.is_sealed)
    told = [
        Entry(line.at, words[0], text=words[1], state=_STATES.get(type(fact), "done"))
        for line, fact in zip(lines, facts, strict=True)
        if (words := say(fact)) is not None
    ]
    told += [
        Entry(note.at, _("办理情况"), text=note.text)
        for note in request.matter.notes.filter(shown_to_person=True, undone_at=None)
        if note.by.startswith("staff:")
    ]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


class _Say:
    """Puts a fact into words; None where the fact concerns the office only."""

    def __init__(self, offices: dict[str, str], *, sealed: bool) -> None:
        self.offices, self.sealed = offices, sealed

    def __call__(self, fact: Any) -> Words | None:
        teller = _TELLERS.get(type(fact))
        return teller(self, fact) if teller else None

    def office(self, post: str) -> str:
        if self.sealed:
            return secret_office()
        return self.offices.get(post, unknown_office())


def _opened(say: _Say, fact: spine.MatterOpened) -> Words:
    return _("收到您的诉求"), _(
        "编号 %(number)s。在交办之前，由%(office)s负责到底（首问负责）。"
    ) % {
        "number": fact.matter,
        "office": say.offices.get(fact.owner, unknown_office()),
    }


def _started(say: _Say, fact: spine.LimitStarted) -> Words | None:
    if fact.name not in _LIMITS or not fact.due_at:
        return None
    return _("开始计时：%(what)s") % {"what": word(_LIMITS[fact.name])}, _("最迟%(due)s") % {
        "due": _due(fact.due_at)
    }


def _assigned(say: _Say, fact: spine.MatterAssigned) -> Words:
    return _("交给%(office)s") % {"office": say.office(fact.to)}, _(
        "对方签收之前，仍由%(office)s负责。"
    ) % {"office": say.office(fact.from_post)}


def _signed(say: _Say, fact: spine.MatterSigned) -> Words:
    return _("%(office)s已签收，开始办理") % {"office": say.office(fact.post)}, ""


def _returned(say: _Say, fact: spine.MatterReturned) -> Words:
    reason = rules.RETURN_REASONS.get(fact.reason_code, "")
    return _("%(office)s退回，重新确定承办单位") % {"office": say.office(fact.from_post)}, reason


def _limit_passed(say: _Say, fact: spine.LimitPassed) -> Words | None:
    if fact.name not in _LIMITS:
        return None
    return _("超过期限：%(what)s") % {"what": word(_LIMITS[fact.name])}, _(
        "应在%(due)s前完成。超期已记录，不会删除，督查人员看得到。"
    ) % {"due": _due(fact.due_at)}


def _met(say: _Say, fact: spine.LimitMet) -> Words | None:
    if fact.name not in _LIMITS or fact.on_time:
        return None
    return _("%(what)s晚于期限") % {"what": word(_LIMITS[fact.name])}, ""


def _extended(say: _Say, fact: spine.ExtensionDecided) -> Words:
    if not fact.granted:
        return _("延期没有批准"), fact.reason
    return _("批准延期一次"), _("新的期限是%(due)s。%(reason)s") % {
        "due": _due(fact.due_at),
        "reason": fact.reason,
    }


def _rated(say: _Say, fact: spine.MatterRated) -> Words:
    reasons = [word(rules.REASONS[code]) for code in fact.reasons if code in rules.REASONS]
    return _("您的评价：%(level)s") % {"level": word(rules.STARS[fact.stars])}, _("；").join(
        [*reasons, *filter(None, [fact.words])]
    )


def _planned(say: _Say, fact: hotline.DialoguePlanned) -> Words:
    return _("约好了：当面沟通（约谈）"), _("时间：%(at)s\n地点：%(place)s") % {
        "at": _moment(fact.planned_at),
        "place": fact.place,
    }


def _moved(say: _Say, fact: hotline.DialogueMoved) -> Words:
    return _("约谈改了时间"), _("时间：%(at)s\n地点：%(place)s\n原因：%(reason)s") % {
        "at": _moment(fact.planned_at),
        "place": fact.place,
        "reason": fact.reason,
    }


def _replied(say: _Say, fact: hotline.DialogueReplied) -> Words:
    said = [text for text in (fact.wished, fact.words) if text]
    return _("您答复约谈安排：%(answer)s") % {"answer": word(fact.answer_words)}, "\n".join(said)


def _disposed(say: _Say, fact: hotline.RequestDisposed) -> Words | None:
    if fact.disposal == "inspect":
        return _("转有权机关处理"), _("内容保密，只有办理人员能看到。")
    if fact.disposal == "leader":
        return _("呈报领导批示"), ""
    return None


def _due(text: str) -> str:
    found = parse_datetime(text)
    return due(found) if found else text


def _moment(text: str) -> str:
    found = parse_datetime(text)
    return moment(found) if found else text


_TELLERS: dict[type, Callable[[_Say, Any], Words | None]] = {
    spine.MatterOpened: _opened,
    spine.LimitStarted: _started,
    spine.LimitPassed: _limit_passed,
    spine.LimitMet: _met,
    spine.MatterAssigned: _assigned,
    spine.MatterSigned: _signed,
    spine.MatterReturned: _returned,
    spine.ExtensionAsked: lambda say, f: (_("承办单位申请延期"), f.reason),
    spine.ExtensionDecided: _extended,
    spine.ClockPaused: lambda say, f: (_("暂停计时"), pause_words(f.ground, f.article, f.paper)),
    spine.ClockResumed: lambda say, f: (_("恢复计时"), ""),
    spine.PauseUndone: lambda say, f: (_("撤销暂停，时限照常计算"), ""),
    spine.ClosingUndone: lambda say, f: (_("撤销办结，继续办理"), ""),
    spine.MatterPassed: lambda say, f: (
        _("由%(office)s负责") % {"office": say.office(f.post)},
        word(f.reason),
    ),
    hotline.RefusalOverturned: lambda say, f: (_("经复核，改为受理"), f.words),
    spine.ReturnUndone: lambda say, f: (
        _("撤销退回，由%(office)s继续办理") % {"office": say.office(f.post)},
        "",
    ),
    spine.ContactAttempted: lambda say, f: (
        _("联系您：%(way)s，%(result)s") % {"way": word(f.way), "result": word(f.result)},
        "",
    ),
    spine.ContactDisputed: lambda say, f: (
        _("您说没有联系过您"),
        _("已记录，由督查人员核实。两条记录都会保留。"),
    ),
    spine.MatterAnswered: lambda say, f: (
        _("答复：%(outcome)s") % {"outcome": word(f.outcome_words)},
        f.words,
    ),
    spine.MatterRated: _rated,
    spine.MatterSupplemented: lambda say, f: (_("您补充了材料"), f.words),
    spine.PublicationDecided: lambda say, f: (
        _("您同意公开（隐去个人信息）") if f.is_public else _("您不再同意公开"),
        "",
    ),
    hotline.PublicationApproved: lambda say, f: (_("审核后公开（隐去个人信息）"), ""),
    hotline.PublicationRefused: lambda say, f: (_("审核后不公开"), f.reason),
    hotline.PublicationTakenDown: lambda say, f: (_("不再公开"), f.reason),
    hotline.RequestAccepted: lambda say, f: (_("已受理"), ""),
    hotline.RequestClassified: lambda say, f: (
        _("归类为「%(class)s」") % {"class": f.class_words},
        "",
    ),
    hotline.RequestDisposed: _disposed,
    hotline.RequestSplit: lambda say, f: (_("与另一诉求分开，单独办理"), ""),
    hotline.ConferenceCalled: lambda say, f: (_("召集有关单位会商"), ""),
    hotline.ConferenceConcluded: lambda say, f: (_("会商确定了主办单位"), ""),
    hotline.RequestMerged: lambda say, f: (_("与同一件事的另一诉求合并办理"), ""),
    hotline.RequestWithdrawn: lambda say, f: (_("您撤回了诉求"), f.words),
    hotline.RequestDissatisfied: lambda say, f: (
        _("您对答复不满意，安排当面沟通（约谈）"),
        f.words,
    ),
    hotline.DialogueWished: lambda say, f: (
        _("您希望的约谈方式：%(way)s") % {"way": word(f.way_words) + word(f.lawyer_words)},
        f.words,
    ),
    hotline.DialoguePlanned: _planned,
    hotline.DialogueMoved: _moved,
    hotline.DialogueCancelled: lambda say, f: (_("原定的约谈取消，另约时间"), f.reason),
    hotline.DialogueReplied: _replied,
    hotline.DialogueHeld: lambda say, f: (
        _("已当面沟通（约谈）：%(result)s") % {"result": word(f.result_words)},
        f.explained,
    ),
    hotline.RequestReferred: lambda say, f: (_("提请联席会议复核"), f.words),
    hotline.JointMeetingSet: lambda say, f: (
        _("列入联席会议，%(at)s") % {"at": _moment(f.at)},
        "",
    ),
    hotline.JointDecided: lambda say, f: (
        _("联席会议决定：%(decision)s") % {"decision": word(f.decision_words)},
        f.reason,
    ),
    hotline.RequestRevisited: lambda say, f: (_("回访：%(said)s") % {"said": word(f.said)}, ""),
    hotline.RequestClosed: lambda say, f: (_("办结归档"), ""),
}
_STATES: dict[type, str] = {
    spine.LimitPassed: "warn",
    spine.ContactDisputed: "warn",
    hotline.RequestDissatisfied: "warn",
    spine.MatterAnswered: "closed",
    hotline.JointDecided: "closed",
    hotline.RequestClosed: "closed",
}
