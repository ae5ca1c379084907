"""The page of one request: what is shown and which moves are drawn (ux B4)."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sunhall.ground.kit.verdict import Verdict
from sunhall.ground.web.doors import Request
from sunhall.hotline import queries, rules
from sunhall.matters import queries as matters


@dataclass(frozen=True)
class Button:
    """One move as the action bar draws it; `posts` acts at once, the others open a form."""

    move: str
    words: Any
    url: str
    key: str = ""
    posts: bool = False
    kind: str = "secondary"


# Move → (words, URL name, permission of its door, key, posts at once).
_DRAWN: tuple[tuple[str, Any, str, str, str, bool], ...] = (
    ("sign", _("签收"), "request-sign", "hotline.answer", "a", True),
    ("receive", _("签阅"), "request-sign", "hotline.answer", "a", True),
    ("instruct", _("批示交办"), "request-instruct", "hotline.answer", "h", False),
    ("answer", _("答复"), "request-answer", "hotline.answer", "e", False),
    ("plan_dialogue", _("安排约谈"), "dialogue-plan", "hotline.answer", "p", False),
    ("hold_dialogue", _("记录约谈"), "dialogue-hold", "hotline.answer", "e", False),
    ("contact", _("记录联系"), "request-contact", "hotline.answer", "l", False),
    ("note", _("办理记录"), "request-note", "hotline.answer", "n", False),
    ("return", _("退回"), "request-return", "hotline.answer", "r", False),
    ("resume", _("恢复计时"), "request-resume", "hotline.answer", "", True),
    ("extend", _("申请延期"), "request-extension", "hotline.answer", "", False),
    ("pause", _("暂停计时"), "request-pause", "hotline.answer", "", False),
    ("revisit", _("回访"), "request-revisit", "hotline.revisit", "v", False),
    ("close", _("办结归档"), "request-close", "hotline.revisit", "e", True),
    ("recall", _("收回交办"), "request-recall", "hotline.dispose", "u", True),
    ("assign", _("转办"), "request-dispatch", "hotline.dispose", "h", False),
    ("direct", _("处置…"), "request-dispose", "hotline.dispose", "d", False),
    ("classify", _("改分类"), "request-classify", "hotline.dispose", "", False),
    ("call", _("来电补充或催办"), "request-call", "hotline.register", "b", False),
)
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
    }


def _buttons(request: Request, case: Any) -> list[Button]:
    actor, facts = request.actor, case.facts
    found: list[Button] = []
    for move, words, name, permission, key, posts in _DRAWN:
        if not actor.may(permission) or not _open(move, actor, facts):
            continue
        url = reverse(f"workbench:{name}", args=[case.matter.number])
        kind = "secondary" if found else "primary"
        found.append(Button(move, words, url, key, posts, kind))
    if facts.extension_asked and actor.may("matters.decide_extension"):
        url = reverse("workbench:request-decision", args=[case.matter.number])
        found.append(Button("decide", _("审批延期"), url))
    return found


def _open(move: str, actor: Any, facts: Any) -> bool:
    # An unclassified request is classified and assigned in one form, so ask for the class's sake.
    asked = "classify" if move == "assign" else move
    return bool(rules.MOVES.verdict(asked, actor, facts))


def _withheld(request: Request, case: Any, open_: set[str]) -> list[tuple[Any, Verdict]]:
    """Why an important move is not offered: asked only where stage and permission would fit."""
    told = []
    for move, words, _name, permission, _key, _posts in _DRAWN:
        row = rules.MOVES.rows[move]
        if move not in _EXPLAINED or move in open_ or not request.actor.may(permission):
            continue
        if case.facts.stage in row.from_stages:
            told.append((words, rules.MOVES.verdict(move, request.actor, case.facts)))
    return told
