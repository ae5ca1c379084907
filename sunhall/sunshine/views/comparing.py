"""Offices that are alike beside each other 分组比较: intervals and tiers, never a rank (D2)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from sunhall.ground.web.components.filters import rate
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import page
from sunhall.matters.rules import measuring
from sunhall.matters.rules.comparing import TIERS
from sunhall.matters.rules.plain_sets import FIGURES
from sunhall.sunshine import queries
from sunhall.sunshine.views.inner import PeriodForm

TONES = {"above": "ok", "within": "neutral", "below": "warn", "few": "neutral"}


@staff("figures.read")
@require_GET
def compare(request: Request) -> HttpResponse:
    """Each group of like offices with rates, intervals and tiers of a period."""
    form = PeriodForm(request.GET)
    told = queries.comparison(request.actor, form.period()) if form.is_valid() else None
    return page(
        request,
        "sunshine/workbench/compare.html",
        status=200 if told else 422,
        form=form,
        told=told,
        heads=[_(FIGURES[name]) for name in measuring.COMPARED],
        compared=[_group(one, form) for one in told.groups] if told else [],
        weights=[
            (FIGURES[name], n) for name, n in measuring.weights(told.weighing).items()
        ] if told else [],
    )  # fmt: skip


def _group(one: queries.Compared, form: PeriodForm) -> dict[str, Any]:
    return {
        "words": one.group.words,
        "offices": [
            {
                "name": office.name,
                "composite": office.composite,
                "rates": [_rate(office.code, each, form) for each in office.rates],
            }
            for office in one.offices
        ],
    }


def _rate(office: str, one: queries.Rate, form: PeriodForm) -> dict[str, Any]:
    asked = urlencode({**form.data, "name": one.name, "office": office})
    better = one.tier if one.name not in measuring.LOWER_IS_BETTER else _TURNED[one.tier]
    share = one.share
    return {
        "head": FIGURES[one.name],
        "value": rate(share.value) if share.is_enough else "",
        "span": f"{rate(share.low)}–{rate(share.high)}" if share.is_enough else "",
        "n": share.n,
        "tier": TIERS[one.tier],
        "tone": TONES[better],
        "is_enough": share.is_enough,
        "url": f"{reverse('workbench:figure-rows')}?{asked}",
    }


# Of a rate that is better when lower, standing above the group is what wants a look.
_TURNED = {"above": "below", "below": "above", "within": "within", "few": "few"}
