"""Doors of accuracy by sampling 抽检准确率: draw, read, mark (norms 1.5; H12)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.directory import queries as directory
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import page
from sunhall.knowledge import actions, queries, rules

READS = "knowledge.read"
both = require_http_methods(["GET", "POST"])


class DrawForm(forms.Form):
    """How many, and of whose articles."""

    n = forms.IntegerField(
        label=gettext_lazy("抽几条"), min_value=1, max_value=rules.MOST_SAMPLED, initial=20
    )
    organisation = forms.ChoiceField(label=gettext_lazy("维护单位"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = directory.organisations_in_use().values_list("code", "name")
        choices = [("", _("全部")), *rows]
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """What the second pair of eyes found."""

    mark = forms.ChoiceField(
        label=gettext_lazy("对照现行规定，这条知识"),
        choices=list(rules.MARKS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择准确或有误")},
    )
    words = forms.CharField(
        label=gettext_lazy("哪里有误，正确的是什么"),
        required=False,
        max_length=480,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("有误的必填，维护单位会收到并须答复"),
    )


@staff(READS)
@both
def samples(request: Request) -> HttpResponse:
    """The samples and how much of each was right; who manages the base draws another."""
    verdict = rules.may_sample(request.actor)
    form = DrawForm(request.POST or None)
    made: list[int] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if taken(
            form,
            lambda: made.append(
                actions.draw_sample(
                    data["n"], organisation=data["organisation"], by=request.actor
                ).pk
            ),
        ):
            messages.success(request, _("已抽出，请由没有起草和审核过的人员判定"))
            return redirect("workbench:knowledge-sample", made[0])
    return page(
        request,
        "knowledge/workbench/samples.html",
        status=422 if form.errors else 200,
        form=form if verdict else None,
        rows=queries.samples_for(request.actor),
    )


@staff(READS)
@require_GET
def sample(request: Request, pk: int) -> HttpResponse:
    """One sample: what was drawn, by which seed, and what waits to be marked."""
    found = queries.sample_for(request.actor, pk)
    return page(
        request,
        "knowledge/workbench/sample.html",
        sample=found,
        items=[(one, rules.MARKS.get(one.mark, "")) for one in queries.sampled_of(found.row)],
    )


@staff(READS)
@both
def mark(request: Request, sample: int, pk: int) -> HttpResponse:
    """Read a drawn version and say whether it is right."""
    one = queries.sampled_one(request.actor, sample, pk)
    version = one.version
    hands = frozenset({*version.hands, version.reviewed_by})
    form = MarkForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and taken(form, lambda: actions.mark_sampled(pk, by=request.actor, **form.cleaned_data))
    ):
        messages.success(request, _("已判定"))
        return redirect("workbench:knowledge-sample", sample)
    return page(
        request,
        "knowledge/workbench/sampled.html",
        status=422 if form.errors else 200,
        one=one,
        version=version,
        article=version.article,
        verdict=rules.may_mark(request.actor, hands),
        marked=rules.MARKS.get(one.mark, ""),
        form=form,
    )
