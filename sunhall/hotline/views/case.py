"""The page of one request: what is shown and which moves are drawn (ux B4)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sunhall.ground.kit.verdict import Verdict
from sunhall.ground.web.doors import Request
from sunhall.hotline import queries, rules
from sunhall.hotline.views import repeated
from sunhall.hotline.views.conferring import BESIDE
from sunhall.matters import queries as matters
from sunhall.matters import rules as matter_rules


@dataclass(frozen=True)
class Button:
    """One move as the action bar draws it; `posts` acts at once, the others open a form."""

    move: str
    words: Any
    url: str
    key: str = ""
    posts: bool = False
    kind: str = "secondary"


# Move → (words, URL name, key, posts at once). Whose moves they are is the table's to say.
_DRAWN: tuple[tuple[str, Any, str, str, bool], ...] = (
    ("sign", _("签收"), "request-sign", "a", True),
    ("receive", _("签阅"), "request-sign", "a", True),
    ("instruct", _("批示交办"), "request-instruct", "h", False),
    ("answer", _("答复"), "request-answer", "e", False),
    ("plan_dialogue", _("安排约谈"), "dialogue-plan", "p", False),
    ("reply_dialogue", _("记录约谈答复"), "dialogue-reply", "", False),
    ("hold_dialogue", _("记录约谈"), "dialogue-hold", "e", False),
    ("cancel_dialogue", _("取消约谈安排"), "dialogue-cancel", "", False),
    ("decide_joint", _("记录复核决定"), "request-joint-decision", "e", False),
    ("refer_joint", _("提请联席会议复核"), "request-joint", "", False),
    ("overturn", _("改为受理"), "request-overturn", "", False),
    ("revisit", _("回访"), "request-revisit", "v", False),
    ("close", _("办结归档"), "request-close", "e", True),
    ("designate", _("裁定异议"), "request-objection", "j", False),
    ("recall", _("收回交办"), "request-recall", "u", True),
    ("assign", _("转办"), "request-dispatch", "h", False),
    ("conclude", _("会商决定"), "request-conclude", "k", False),
    ("direct", _("处置…"), "request-dispose", "d", False),
    ("confer", _("召集会商"), "request-confer", "", False),
    ("call_off", _("取消会商"), "request-call-off", "", False),
    ("split", _("拆分"), "request-split", "", False),
    ("contact", _("记录联系"), "request-contact", "l", False),
    ("note", _("办理记录"), "request-note", "n", False),
    ("return", _("退回"), "request-return", "r", False),
    ("resume", _("恢复计时"), "request-resume", "", True),
    ("extend", _("申请延期"), "request-extension", "", False),
    ("pause", _("暂停计时"), "request-pause", "", False),
    ("classify", _("改分类"), "request-classify", "", False),
    ("call", _("来电补充或催办"), "request-call", "b", False),
)
# Move that undoes → what the button tells the door to take back.
_UNDOES = {
    "undo_return": "return",
    "undo_unsigned": "return",
    "undo_note": "note",
    "undo_pause": "pause",
    "undo_close": "close",
    "undo_close_talked": "close",
    "undo_close_answered": "close",
}
# Moves whose absence is explained when the stage would allow them.
_EXPLAINED = ("answer", "return", "extend", "close", "hold_dialogue", "revisit")


def page_of(request: Request, found: Any) -> dict[str, Any]:
    """All that the page of a request shows to this actor."""
    case = queries.case_for(request.actor, found)
    buttons = _buttons(request, case)
    drawn = {button.move for button in buttons}
    written = matters.drafts_about(request.actor.code, found.matter.number)
    return {
        "case": case,
        "found": found,
        "matter": found.matter,
        "buttons": buttons[:4],
        "more_buttons": buttons[4:],
        "open": drawn,
        "withheld": _withheld(request, case, drawn),
        "present": matters.present_at(found.matter.number, besides=request.actor),
        "unsent": [row for row in written if row[0] not in drawn],
        "from": request.GET.get("from", ""),
        "undo": _undo(request, found),
        "publication": queries.publication_told(found),
        "calls": queries.calls_of(request.actor, found),
        "marks": matters.marks_of(request.actor, [found.matter.number]).get(
            found.matter.number, []
        ),
        "ways": matters.ways_of(request.actor, found.matter.number),
        "repeats": queries.repeats_about(request.actor, found.matter),
        "above": queries.above_of(found.matter),
        "hot": queries.hot_of(request.actor, found.matter),
        "may_propose": rules.may_propose_article(request.actor, case.facts),
    }


def _buttons(request: Request, case: Any) -> list[Button]:
    actor, facts = request.actor, case.facts
    found: list[Button] = []
    for move, words, name, key, posts in _DRAWN:
        if not _open(move, actor, facts):
            continue
        url = reverse(f"workbench:{name}", args=[case.matter.number])
        kind = "secondary" if found else "primary"
        found.append(Button(move, words, url, key, posts, kind))
    for one in BESIDE:
        if actor.may(one.permission) and one.asked(actor, facts):
            url = reverse(f"workbench:{one.address}", args=[case.matter.number])
            found.insert(0, Button(one.move, one.title, url, kind="secondary"))
    for one in repeated.ACTS:
        if actor.may(one.permission) and one.asked(actor, facts):
            url = reverse(f"workbench:{one.address}", args=[case.matter.number])
            found.append(Button(one.move, one.title, url))
    if matter_rules.may_decide_extension(actor, facts):
        url = reverse("workbench:request-decision", args=[case.matter.number])
        found.append(Button("decide", _("审批延期"), url))
    return found


def _undo(request: Request, found: Any) -> Button | None:
    """撤销 beside the history for as long as it may be asked (ux A3-09)."""
    move = matters.undo_open(request.actor, found.matter)
    if not move:
        return None
    url = reverse("workbench:request-undo", args=[found.matter.number])
    return Button(_UNDOES[move], rules.MOVES.rows[move].words, url, posts=True)


def _open(move: str, actor: Any, facts: Any) -> bool:
    # An unclassified request is classified and assigned in one form, so ask for the class's sake.
    asked = "classify" if move == "assign" else move
    return bool(rules.MOVES.verdict(asked, actor, facts))


def _withheld(request: Request, case: Any, open_: set[str]) -> list[tuple[Any, Verdict]]:
    """Why an important move is not offered: asked only where stage and permission would fit."""
    told = []
    for move, words, _name, _key, _posts in _DRAWN:
        row = rules.MOVES.rows[move]
        if move not in _EXPLAINED or move in open_ or not row.needs.verdict(request.actor):
            continue
        if case.facts.stage in row.from_stages:
            told.append((words, rules.MOVES.verdict(move, request.actor, case.facts)))
    return told
