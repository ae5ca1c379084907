"""Choosing the limits of another place 选用预设时限: see what changes, then propose (K3)."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from sunhall.clocks import actions, queries
from sunhall.clocks.rules.deciding import may_manage
from sunhall.clocks.views.deciding import Road, doors, propose
from sunhall.clocks.views.forms import day_input
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page

ONE = "clocks/workbench/preset.html"


class PresetForm(forms.Form):
    """From which day, and why."""

    from_on = day_input(
        label=gettext_lazy("自哪天起"), help_text=gettext_lazy("这一天及以后受理的诉求按新时限")
    )
    why = forms.CharField(label=gettext_lazy("选用的原因或文号"), max_length=150)


@staff("workbench.enter")
@require_GET
def presets(request: Request) -> HttpResponse:
    """The presets that can be chosen, what waits for approval, what was chosen before."""
    return page(
        request,
        "clocks/workbench/presets.html",
        choices=queries.preset_choices(),
        waiting=queries.presets_waiting(),
        decided=[
            (row, chosen, queries.name_of(row.decided_by))
            for row, chosen in queries.presets_decided()
        ],
    )


@staff("workbench.enter")
@require_GET
def preset(request: Request, key: str) -> HttpResponse:
    """What choosing it would change, limit by limit; and the way to propose it."""
    return page(request, ONE, form=PresetForm(), **_shown(request, key))


@staff("clocks.manage")
@require_POST
def choose(request: Request, key: str) -> HttpResponse:
    """Propose to choose it 提交审批; nothing changes before another person approves."""
    form, shown = PresetForm(request.POST), _shown(request, key)
    if not form.is_valid():
        return page(request, ONE, status=422, form=form, **shown)
    step = partial(actions.propose_preset, key, by=request.actor, **form.cleaned_data)
    return propose(request, form, step, template=ONE, to="workbench:preset-proposal", **shown)


def _shown(request: Request, key: str) -> dict[str, Any]:
    if key not in {one.key for one in queries.preset_choices()}:
        raise NotFound(f"preset {key}")
    return {"key": key, "may_manage": bool(may_manage(request.actor)), **_preview(key)}


def _preview(key: str) -> dict[str, Any]:
    return {
        "chosen": queries.preset_choice(key),
        "lines": queries.preset_preview(key),
        "running": queries.count_running(key),
    }


def _show(request: Request, pk: int) -> dict[str, Any]:
    row, chosen = queries.preset_proposed(pk)
    preview = _preview(row.preset) if row.state == "proposed" else {"chosen": chosen}
    return {"row": row, **preview}


proposal, approve, reject = doors(
    Road(
        "clocks/workbench/preset_proposal.html",
        _show,
        actions.approve_preset,
        actions.reject_preset,
        doors="workbench:preset",
        home="workbench:presets",
        done=gettext_lazy("已批准，自生效之日起受理的诉求按新时限；正在计时的不变。"),
        button=gettext_lazy("批准选用"),
    )
)
