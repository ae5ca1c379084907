"""The one inbox: what turns red next, across all kinds of matter (K1; ux A3-01, B4)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.web.context import chrome
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.hotline import queries as hotline
from sunhall.matters import queries as matters

TONES = {"late": "danger", "today": "warn", "near": "warn", "to-sign": "warn"}


@staff("workbench.enter")
@require_GET
def home(request: Request) -> HttpResponse:
    """Where work begins: the first page of the rail, for a leader what is late and where (B6)."""
    return redirect(chrome(request)["chrome"].workbench[0].url)


@staff("workbench.enter")
@require_GET
def inbox(request: Request) -> HttpResponse:
    """The list and, beside it, the case; who handles no matters is shown to their first page."""
    rail = chrome(request)["chrome"].workbench
    if request.path not in (entry.url for entry in rail):
        return redirect(rail[0].url)
    return part(request, "workbench/inbox.html#list", **_context(request))


@staff("workbench.enter")
@require_GET
def inbox_list(request: Request) -> HttpResponse:
    """Only the list, for the page of one case; the case's own line is marked."""
    return part(request, "workbench/inbox.html#list", **_context(request))


@staff("workbench.enter")
@require_GET
def following(request: Request) -> HttpResponse:
    """The next case of a view, without going back to the list (ux A3-02)."""
    view, here = request.GET.get("view", ""), request.GET.get("at", "")
    number = matters.next_in_view(request.actor, view, here)
    if not number:
        return redirect(f"{reverse('workbench:inbox')}?{urlencode({'view': view})}")
    matter = matters.matter_for(request.actor, number)
    to = reverse(matters.kind(matter.kind).address, args=[number])
    return redirect(f"{to}?{urlencode({'from': view})}")


@staff("workbench.enter")
@require_GET
def keys(request: Request) -> HttpResponse:
    """The sheet of keys (ux A3-11)."""
    groups = [
        {
            "title": _("列表"),
            "keys": [
                ("J", _("下一件")),
                ("K", _("上一件")),
                ("Enter", _("打开")),
                ("Esc", _("返回列表")),
                ("X", _("选择当前一件")),
                ("Shift+X", _("选择本页全部")),
            ],
        },
        {
            "title": _("办件"),
            "keys": [
                ("A", _("签收")),
                ("R", _("退回")),
                ("E", _("答复、记录约谈或办结")),
                ("L", _("记录联系")),
                ("N", _("办理记录")),
                ("H", _("转办或批示交办")),
                ("D", _("处置")),
                ("U", _("撤销")),
                ("V", _("回访")),
            ],
        },
        {
            "title": _("全局"),
            "keys": [
                ("/", _("搜索")),
                ("Ctrl+K", _("命令")),
                ("Ctrl+Enter", _("提交")),
                ("F2", _("接线台：来电、接听、三方通话")),
                ("F4", _("接线台：示闲、保持、恢复")),
                ("F8", _("接线台：挂机")),
                ("F9", _("接线台：转接")),
                ("N", _("接线台：登记新诉求")),
                ("?", _("快捷键")),
            ],
        },
    ]
    return part(request, "workbench/keys.html", groups=groups)


def _context(request: Request) -> dict[str, Any]:
    actor, counts = request.actor, matters.counts(request.actor)
    asked, at = request.GET.get("view", ""), request.GET.get("at", "")
    view = _view(asked or (matters.view_of(actor, at) if at else ""), counts)
    rows, after = matters.inbox(actor, view, after=request.GET.get("after", ""))
    here = reverse("workbench:inbox")
    return {
        "view": view,
        "view_words": next(one.words for one in matters.VIEWS if one.code == view),
        "views": [
            {
                "text": _(one.words),
                "url": f"{here}?{urlencode({'view': one.code})}",
                "count": counts[one.code],
                "current": one.code == view,
                "tone": TONES.get(one.code, "") if counts[one.code] else "",
            }
            for one in matters.VIEWS
        ],
        "lines": matters.lines(rows, to=actor),
        "next_url": f"{here}?{urlencode({'view': view, 'after': after})}" if after else "",
        "at": at,
        "all_done": not any(counts.values()),
        "post_name": _posts(actor),
        "bulk_actions": hotline.bulk_actions(actor),
    }


def _view(asked: str, counts: dict[str, int]) -> str:
    """The view asked for, else what must be signed first, else what is open."""
    if asked in counts:
        return asked
    return "to-sign" if counts["to-sign"] else "open"


def _posts(actor: Actor) -> str:
    names = directory.names_of_posts(actor.posts)
    return "、".join(names[code] for code in sorted(names))
