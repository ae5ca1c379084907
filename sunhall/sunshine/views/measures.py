"""Reasons, groups and weights 统计口径: seen by all, changed by two people from a day on (D2)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sunhall.directory import queries as directory
from sunhall.directory.rules import KINDS
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField, taken
from sunhall.ground.web.parts import after, page, tell
from sunhall.matters import actions, queries
from sunhall.matters.rules import measuring as rules
from sunhall.matters.rules import plain_sets


class SetForm(forms.Form):
    """A set as lines, since when, on what it rests, and why."""

    content = forms.CharField(
        label=gettext_lazy("内容"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    source = forms.CharField(label=gettext_lazy("依据的文件及文号"), max_length=300)
    why = forms.CharField(label=gettext_lazy("修改的原因"), max_length=200)
    from_on = DayField(
        label=gettext_lazy("自哪天起"),
        help_text=gettext_lazy("从这一天或以后开始的统计期按新口径，以前的统计期不变"),
    )


class BackForm(forms.Form):
    """Why it goes back."""

    reason = forms.CharField(label=gettext_lazy("退回的原因"), max_length=200)


@staff("workbench.enter")
@require_GET
def sets(request: Request) -> HttpResponse:
    """What holds today: reasons, groups and weights, each with its source."""
    held = [
        (kind, words, queries.set_in_force(kind, today())) for kind, words in rules.SETS.items()
    ]
    return page(
        request,
        "sunshine/workbench/measures.html",
        sets=[(kind, words, one, _written(one).splitlines()) for kind, words, one in held],
    )


@staff("workbench.enter")
@require_GET
def one(request: Request, kind: str) -> HttpResponse:
    """One of them with every version it had and the form to propose the next."""
    return _one(request, kind)


@staff("figures.keep")
@require_POST
def propose(request: Request, kind: str) -> HttpResponse:
    """Propose the next version; another person approves it."""
    form = SetForm(request.POST)
    made: list[Any] = []

    def step() -> None:
        given = form.cleaned_data
        offices = {name: code for code, name in _offices().items()}
        kinds = {words: code for code, words in KINDS.items()}
        rows = plain_sets.read(kind, given.pop("content"), kinds, offices)
        made.append(actions.propose_measures(kind, content=rows, **given, by=request.actor))

    if kind in rules.SETS and form.is_valid() and taken(form, step):
        tell(request, _("已提交，请由另一位有审批权限的同事审批。"))
        return after(request, "workbench:measure-proposal", made[0].pk)
    return _one(request, kind, status=422, form=form)


@staff("workbench.enter")
@require_GET
def proposal(request: Request, proposal: int) -> HttpResponse:
    """A proposed version beside the one in force."""
    return _proposal(request, proposal, BackForm())


@staff("figures.decide")
@require_POST
def approve(request: Request, proposal: int) -> HttpResponse:
    """Approve 批准 what somebody else proposed."""
    row = actions.approve_measures(proposal, by=request.actor)
    tell(request, _("已批准，自生效之日起开始的统计期按新口径。"))
    return after(request, "workbench:measure", row.kind)


@staff("figures.decide")
@require_POST
def reject(request: Request, proposal: int) -> HttpResponse:
    """Send it back 退回 with the reason."""
    form = BackForm(request.POST)

    def step() -> None:
        reason = form.cleaned_data["reason"]
        actions.reject_measures(proposal, reason=reason, by=request.actor)

    if form.is_valid() and taken(form, step):
        tell(request, _("已退回，提出人可以更正后重新提交。"))
        return after(request, "workbench:measures")
    return _proposal(request, proposal, form, status=422)


def _one(
    request: Request, kind: str, *, status: int = 200, form: SetForm | None = None
) -> HttpResponse:
    if kind not in rules.SETS:
        raise NotFound(f"set {kind}")
    held = queries.set_in_force(kind, today())
    initial = {"content": _written(held), "source": held.source}
    return page(
        request,
        "sunshine/workbench/measure.html",
        status=status,
        kind=kind,
        words=rules.SETS[kind],
        held=held,
        lines=_written(held).splitlines(),
        shape=plain_sets.FORMS[kind],
        form=form or SetForm(initial=initial),
        versions=queries.versions(kind),
        may_keep=bool(rules.may_keep_set(request.actor)),
    )


def _proposal(
    request: Request, proposal: int, form: BackForm, *, status: int = 200
) -> HttpResponse:
    row = queries.measures_proposed(proposal)
    return page(
        request,
        "sunshine/workbench/measure_proposal.html",
        status=status,
        row=row,
        words=rules.SETS[row.kind],
        form=form,
        before=_written(queries.set_in_force(row.kind, today())).splitlines(),
        lines=_written(queries.set_of(row)).splitlines(),
        verdict=rules.may_decide_set(request.actor, row.proposed_by, row.state),
    )


def _written(held: rules.MeasureSet) -> str:
    names = _offices() | KINDS if held.kind == rules.GROUPS else {}
    return plain_sets.written(held.kind, held.content, names)


def _offices() -> dict[str, str]:
    rows = directory.organisations_ever().exclude(kind="village")
    return dict(rows.values_list("code", "name"))
