"""Matters left out of rates 剔除: asked with evidence, decided by another, listed for all (D2)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page, tell
from sunhall.matters import actions, queries
from sunhall.matters.rules import measuring as rules

MOST = 300


def _words(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ProposeForm(forms.Form):
    """Why a matter should be left out, and what shows it."""

    reason = forms.ChoiceField(label=gettext_lazy("剔除事由"), widget=forms.RadioSelect)
    evidence = _words(
        gettext_lazy("证据"), gettext_lazy("写明文书、录音或附件的编号和内容，审定的人据此核对")
    )

    def __init__(self, *args: Any, held: rules.MeasureSet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = rules.reasons(held).values()
        self.fields["reason"].choices = [(one.code, _(one.words)) for one in known]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """Granted or not, and why."""

    granted = forms.ChoiceField(
        label=gettext_lazy("审定"),
        choices=[("yes", gettext_lazy("同意剔除")), ("no", gettext_lazy("不同意"))],
        widget=forms.RadioSelect,
    )
    words = _words(gettext_lazy("理由"))


class EndForm(forms.Form):
    """Why it counts again."""

    words = _words(gettext_lazy("恢复计入的理由"))


@staff("workbench.enter")
@require_GET
def listed(request: Request) -> HttpResponse:
    """Every matter left out or asked to be, as far as one may see it; each office's count."""
    state = request.GET.get("state", "")
    rows = queries.exclusions_for(request.actor, state=state if state in rules.STATES else "")
    return page(
        request,
        "sunshine/workbench/exclusions.html",
        rows=queries.exclusions_listed(rows[:MOST]),
        offices=queries.exclusions_by_office(),
        tabs=[
            {"text": _(words), "url": f"?state={code}", "current": code == state}
            for code, words in {"": "全部", **rules.STATES}.items()
        ],
    )


@staff("figures.exclude")
@require_http_methods(["GET", "POST"])
def propose(request: Request, number: str) -> HttpResponse:
    """Ask to leave a matter out 申请剔除, with evidence."""
    matter = queries.matter_for(request.actor, number)
    held = queries.set_for(matter)
    form = ProposeForm(request.POST or None, held=held)
    made: list[Any] = []

    def step() -> None:
        made.append(actions.propose_exclusion(number, **form.cleaned_data, by=request.actor))

    if form.is_valid() and taken(form, step):
        tell(request, _("已提交，请等待其他单位的同事审定；审定之前仍计入统计。"))
        return after(request, "workbench:exclusion", made[0].pk)
    return page(
        request,
        "sunshine/workbench/exclude.html",
        status=422 if form.errors else 200,
        form=form,
        matter=matter,
        held=held,
        address=queries.kind(matter.kind).address,
        reasons=[
            (one, queries.words_of_figures(one.figures)) for one in rules.reasons(held).values()
        ],
    )


@staff("workbench.enter")
@require_GET
def one(request: Request, exclusion: int) -> HttpResponse:
    """One of them: reason, evidence, who asked, who decided."""
    return _one(request, exclusion)


@staff("figures.decide")
@require_POST
def decide(request: Request, exclusion: int) -> HttpResponse:
    """Decide on it 审定剔除."""
    form = DecideForm(request.POST)

    def step() -> None:
        granted, words = form.cleaned_data["granted"] == "yes", form.cleaned_data["words"]
        actions.decide_exclusion(exclusion, granted=granted, words=words, by=request.actor)

    if form.is_valid() and taken(form, step):
        tell(request, _("已审定"))
        return after(request, "workbench:exclusion", exclusion)
    return _one(request, exclusion, status=422, form=form)


@staff("figures.decide")
@require_POST
def end(request: Request, exclusion: int) -> HttpResponse:
    """Let it count again 恢复计入."""
    form = EndForm(request.POST)

    def step() -> None:
        words = form.cleaned_data["words"]
        actions.end_exclusion(exclusion, words=words, by=request.actor)

    if form.is_valid() and taken(form, step):
        tell(request, _("已恢复计入统计"))
        return after(request, "workbench:exclusion", exclusion)
    return _one(request, exclusion, status=422, form=form)


def _one(
    request: Request, exclusion: int, *, status: int = 200, form: forms.Form | None = None
) -> HttpResponse:
    (row,) = queries.exclusions_listed([queries.exclusion_for(request.actor, exclusion)])
    own: forms.Form = DecideForm() if row.state == "proposed" else EndForm()
    return page(
        request,
        "sunshine/workbench/exclusion.html",
        status=status,
        row=row,
        form=form or own,
        address=queries.kind(row.matter.kind).address,
        verdict=rules.may_decide_exclusion(
            request.actor, queries.offices_of_actor(request.actor), row.office, row.proposed_by
        ),
    )
