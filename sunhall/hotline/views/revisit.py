"""Doors of the revisit 回访: the queue, the quick record, closing (H8; 002)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.ground.access.actor import Actor
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.acting import Act, ActForm, Press
from sunhall.hotline.views.handler_forms import radios
from sunhall.matters import queries as matters

YES_NO = {"yes": _("是"), "no": _("否")}


class RevisitForm(ActForm):
    """What the person said when asked by somebody other than the handler."""

    way = radios(_("回访方式"), rules.REVISIT_WAYS)
    reached = radios(_("联系上了吗"), {"yes": _("联系上"), "no": _("未联系上")})
    solved = radios(_("问题解决了吗"), YES_NO, required=False)
    attitude = radios(
        _("群众态度"),
        {"satisfied": _("满意"), "understands": _("不满意但表示理解"), "not": _("不满意")},
        required=False,
    )
    words = forms.CharField(label=_("群众原话"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """Whoever was reached has said how they see it."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("reached") == "yes" and not data.get("attitude"):
            self.add_error("attitude", _("请记录诉求人是否满意"))
        return data


def _revisit(number: str, data: dict[str, Any], by: Actor) -> None:
    attitude = data["attitude"]
    actions.revisit_request(
        number,
        way=data["way"],
        reached=data["reached"] == "yes",
        solved={"yes": True, "no": False}.get(data["solved"]),
        satisfied=attitude == "satisfied" if attitude else None,
        understands=attitude == "understands" if attitude else None,
        words=data["words"],
        by=by,
    )


REVISIT = Act(
    "revisit",
    "request-revisit",
    _("回访"),
    _("保存回访"),
    RevisitForm,
    _revisit,
    said=_("已记录回访"),
    hint=_("由承办人以外的人员回访。不满意的，承办单位须当面约谈后才能办结。"),
    fields="hotline/workbench/_fields_revisit.html",
)
CLOSE = Press(
    "close",
    "request-close",
    lambda number, version, by: actions.close_request(number, version=version, by=by),
    _("已办结归档"),
    undo=("request-undo", "close"),
)
ACTS = (REVISIT,)
PRESSES = (CLOSE,)


@staff("hotline.revisit")
@require_GET
def revisits(request: Request) -> HttpResponse:
    """Answered requests that somebody else handled, by the moment the revisit is due."""
    rows = queries.requests_to_revisit(request.actor)
    found, after = matters.keyset(rows, "due_at", after=request.GET.get("after", ""))
    lines = matters.lines(found, to=request.actor)
    return part(request, "hotline/workbench/revisits.html#list", lines=lines, after=after)
