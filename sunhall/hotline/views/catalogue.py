"""Doors of the dispatch catalogue 派单目录 (H2; 国办函〔2025〕66号)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField, taken
from sunhall.ground.web.parts import after, page
from sunhall.hotline import actions, queries
from sunhall.hotline.views.registers import post_choices, tabs

form_page = require_http_methods(["GET", "POST"])


class LineForm(forms.Form):
    """One line of the catalogue."""

    class_code = forms.ChoiceField(label=gettext_lazy("分类"))
    place = forms.CharField(
        label=gettext_lazy("地点（区划代码）"),
        max_length=15,
        required=False,
        help_text=gettext_lazy("不填为全县；填乡镇或村的代码，只管那里"),
    )
    post = forms.ChoiceField(label=gettext_lazy("承办岗位"))
    basis = forms.CharField(
        label=gettext_lazy("派单依据"),
        max_length=200,
        help_text=gettext_lazy("三定规定、权责清单或乡镇（街道）履职清单的条款"),
    )
    is_department = forms.BooleanField(
        label=gettext_lazy("属于部门职责，不得派给乡镇（街道）和村（社区）"), required=False
    )
    from_on = DayField(
        label=gettext_lazy("生效日期"), required=False, help_text=gettext_lazy("不填为今天")
    )
    to_on = DayField(
        label=gettext_lazy("失效日期"),
        required=False,
        help_text=gettext_lazy("当日起不再适用；不填为长期"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = [(row.code, f"{row.code} {row.path}") for row in queries.classes()]
        for name, choices in (("class_code", tree), ("post", post_choices())):
            self.fields[name].choices = [("", _("请选择")), *choices]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """When and why a line ends."""

    to_on = DayField(
        label=gettext_lazy("失效日期"), required=False, help_text=gettext_lazy("不填为今天")
    )
    reason = forms.CharField(label=gettext_lazy("停用原因"), max_length=200)


@staff("hotline.registers")
@require_GET
def lines(request: Request) -> HttpResponse:
    """The catalogue: each line with its basis, its dates and how often it came back."""
    asked, everything = request.GET.get("q", ""), "all" in request.GET
    return page(
        request,
        "hotline/workbench/dispatch_lines.html",
        tabs=tabs("dispatch-lines"),
        lines=queries.catalogue(search=asked, everything=everything),
        asked=asked,
        everything=everything,
        history=queries.register_history("dispatch:request", most=20),
    )


@staff("hotline.registers")
@form_page
def new(request: Request) -> HttpResponse:
    """Set a line; the one that held for the same class and place ends the day before."""
    like = request.GET.get("like", "")
    initial = _like(int(like)) if like.isdecimal() and len(like) < 10 else {}
    form = LineForm(request.POST or None, initial=initial)
    if form.is_valid() and taken(
        form, lambda: actions.set_dispatch(**form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已保存派单目录"))
        return after(request, "workbench:dispatch-lines")
    status = 422 if form.is_bound else 200
    return page(request, "hotline/workbench/dispatch_new.html", status=status, form=form)


def _like(pk: int) -> dict[str, Any]:
    row = queries.catalogue_line(pk).row
    names = ("class_code", "place", "post", "basis", "is_department")
    return {name: getattr(row, name) for name in names}


@staff("hotline.registers")
@require_GET
def line(request: Request, pk: int) -> HttpResponse:
    """One line with those before it and its history."""
    return _line(request, pk, EndForm())


@staff("hotline.registers")
@form_page
def end(request: Request, pk: int) -> HttpResponse:
    """End a line without a successor."""
    form = EndForm(request.POST or None)
    if form.is_valid() and taken(
        form, lambda: actions.end_dispatch(pk, **form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("已停用这一行"))
        return after(request, "workbench:dispatch-line", pk)
    return _line(request, pk, form, status=422 if form.is_bound else 200)


def _line(request: Request, pk: int, form: EndForm, *, status: int = 200) -> HttpResponse:
    found = queries.catalogue_line(pk)
    return page(
        request,
        "hotline/workbench/dispatch_line.html",
        status=status,
        line=found,
        others=queries.lines_before(found.row),
        form=form,
        history=queries.register_history(
            "dispatch:request", class_code=found.row.class_code, place=found.row.place
        ),
    )
