"""Doors of the dialogue rooms 约谈室: their calendar by day and week, and keeping them (H6)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import today
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries

DAYS = 7
NEW = "new"


class RoomForm(forms.Form):
    """Keep a dialogue room 约谈室."""

    code = forms.SlugField(label=_("代码"), max_length=40, help_text=_("小写字母、数字和连字符"))
    name = forms.CharField(label=_("名称"), max_length=80)
    organisation = forms.ChoiceField(label=_("所属机构"))
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    capacity = forms.IntegerField(label=_("可坐人数"), min_value=2, max_value=200, initial=6)
    is_step_free = forms.BooleanField(label=_("轮椅可以直接进入"), required=False)
    is_open_late = forms.BooleanField(label=_("晚上和周末也可约"), required=False)

    def __init__(self, *args: Any, code: str = NEW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            ("", _("请选择")),
            *((one.code, one.name) for one in directory.organisations_in_use()),
        ]
        if code != NEW:
            del self.fields["code"]


@staff("workbench.enter")
@require_GET
def rooms(request: Request) -> HttpResponse:
    """All rooms on one day, or one room through a week: free and taken hours in words."""
    first = _day(request.GET.get("on", ""))
    one = request.GET.get("room", "")
    shown = [queries.room_for(one)] if one else list(queries.dialogue_rooms())
    days = [first + timedelta(days=n) for n in range(DAYS if one else 1)]
    step = timedelta(days=len(days))
    return page(
        request,
        "hotline/workbench/rooms.html",
        lines=queries.room_days(request.actor, shown, days),
        room=shown[0] if one else None,
        first=first,
        before=first - step,
        later=first + step,
        today=today(),
        number=request.GET.get("for", ""),
        may_keep=request.actor.may("hotline.registers"),
    )


@staff("hotline.registers")
@require_GET
def kept_rooms(request: Request) -> HttpResponse:
    """The register of rooms."""
    return page(request, "hotline/workbench/rooms_kept.html", rooms=queries.rooms_known())


@staff("hotline.registers")
@require_http_methods(["GET", "POST"])
def room(request: Request, code: str) -> HttpResponse:
    """Open a room or change what is known of it."""
    row = None if code == NEW else queries.room_for(code)
    names = ("name", "organisation", "address", "capacity", "is_step_free", "is_open_late")
    initial = {name: getattr(row, name) for name in names} if row else {}
    form = RoomForm(request.POST or None, initial=initial, code=code)

    def step() -> None:
        actions.open_room(by=request.actor, **{"code": code, **form.cleaned_data})

    if form.is_valid() and taken(form, step):
        messages.success(request, gettext("已保存约谈室"))
        return after(request, "workbench:rooms-kept")
    return page(
        request,
        "hotline/workbench/room.html",
        status=422 if form.errors else 200,
        form=form,
        room=row,
    )


@staff("hotline.registers")
@require_POST
def close(request: Request, code: str) -> HttpResponse:
    """Close a room."""
    actions.close_room(code, by=request.actor)
    messages.success(request, gettext("已停用约谈室"))
    return after(request, "workbench:rooms-kept")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()
