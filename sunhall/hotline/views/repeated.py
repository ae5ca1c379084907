"""Doors of repeated requests 重复诉求 and of what went above 越级、上级转办 (H2, H13)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import today
from sunhall.ground.kit.verdict import Verdict, no
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.rules import repeated
from sunhall.hotline.views.acting import Act, ActForm
from sunhall.hotline.views.handler_forms import long_text, radios

PAGE = 100
WINDOW = timedelta(days=29)


class PeriodForm(forms.Form):
    """From when to when; the last thirty days unless told."""

    is_filter = True

    first = DayField(label=_("自"), required=False)
    last = DayField(label=_("至"), required=False)
    way = forms.ChoiceField(
        label=_("种类"), required=False, choices=[("", _("全部")), *repeated.ABOVE.items()]
    )
    open = forms.BooleanField(label=_("只看待回报的"), required=False)

    def period(self) -> tuple[date, date]:
        """The days asked for; a period the wrong way round is turned."""
        data = self.cleaned_data if self.is_valid() else {}
        last = data.get("last") or today()
        first = data.get("first") or last - WINDOW
        return min(first, last), max(first, last)


class DenyForm(ActForm):
    """Why it repeats nothing."""

    reason = long_text(_("为什么不是重复"), rows=3)


class AboveForm(ActForm):
    """Which way, which level, who, when, and the number of the higher letter."""

    way = radios(_("种类"), repeated.ABOVE)
    level = radios(_("上级"), repeated.LEVELS)
    organ = forms.CharField(label=_("上级机关"), max_length=80)
    letter = forms.CharField(
        label=_("来文或转办单编号"), max_length=80, required=False, help_text=_("上级转办必填")
    )
    on = DayField(label=_("反映或来文日期"))
    due_on = DayField(label=_("要求回报的日期"), required=False)

    def fit(self) -> None:
        """Most are written down on the day they are heard of."""
        self.initial.setdefault("on", today())


class SettleForm(ActForm):
    """Reported above, or written down by mistake."""

    outcome = radios(_("结果"), repeated.OUTCOMES)
    words = long_text(_("回报的内容和文号，或者哪里有误"), rows=3)


def _may_deny(actor: Actor, facts: rules.RequestFacts) -> Verdict:
    found = queries.is_marked_repeat(facts.number)
    return repeated.may_deny_repeat(actor) if found else no("此件没有标为重复或同类")


def _may_note(actor: Actor, facts: rules.RequestFacts) -> Verdict:
    return repeated.may_note_above(actor)


def _may_settle(actor: Actor, facts: rules.RequestFacts) -> Verdict:
    return repeated.may_settle_above(actor, is_open=queries.above_open(facts.number) is not None)


def _row(request: Request, found: Any, form: ActForm) -> Mapping[str, Any]:
    return {"above": queries.above_open(found.matter.number)}


DENY = Act(
    "deny_repeat",
    "request-not-repeat",
    _("不是重复"),
    _("注明不是重复"),
    DenyForm,
    lambda number, data, by: actions.deny_repeat(number, reason=data["reason"], by=by),
    said=_("已注明不是重复，不再计数"),
    door="hotline.dispose",
    verdict=_may_deny,
)
NOTE = Act(
    "note_above",
    "request-above",
    _("登记越级或上级转办"),
    _("保存"),
    AboveForm,
    lambda number, data, by: actions.note_above(
        number,
        **{name: data[name] for name in ("way", "level", "organ", "letter", "on", "due_on")},
        by=by,
    ),
    said=_("已登记"),
    door="hotline.dispose",
    verdict=_may_note,
)
SETTLE = Act(
    "settle_above",
    "request-above-settle",
    _("回报上级"),
    _("保存"),
    SettleForm,
    lambda number, data, by: actions.settle_above(
        number, outcome=data["outcome"], words=data["words"], by=by
    ),
    said=_("已保存"),
    door="hotline.dispose",
    verdict=_may_settle,
    more=_row,
)
ACTS = (DENY, NOTE, SETTLE)


@staff("workbench.enter")
@require_GET
def repeats(request: Request) -> HttpResponse:
    """Repeated requests 重复诉求 or those of others 同类诉求 in a period, with the figure."""
    form = PeriodForm(request.GET)
    first, last = form.period()
    kind = "same" if request.GET.get("kind") == "same" else "person"
    rows = list(queries.repeats_for(request.actor, kind, first, last)[: PAGE + 1])
    return page(
        request,
        "hotline/workbench/repeated.html",
        form=form,
        kind=kind,
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        figure=queries.repeated_between(request.actor, first, last),
        first=first,
        last=last,
        tabs=_tabs(kind),
    )


@staff("workbench.enter")
@require_GET
def above(request: Request) -> HttpResponse:
    """What went above and what was handed down, the ones to be reported first."""
    form = PeriodForm(request.GET)
    first, last = form.period()
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.above_for(
        request.actor, asked.get("way", ""), first, last, is_open=bool(asked.get("open"))
    )
    found = list(rows[: PAGE + 1])
    return page(
        request,
        "hotline/workbench/above.html",
        form=form,
        rows=found[:PAGE],
        more=len(found) > PAGE,
        figure=queries.above_between(request.actor, first, last),
        today=today(),
        tabs=_tabs("above"),
    )


def _tabs(now: str) -> list[dict[str, Any]]:
    here = reverse("workbench:repeats")
    return [
        {"text": gettext("重复诉求"), "url": here, "current": now == "person"},
        {"text": gettext("同类诉求"), "url": f"{here}?kind=same", "current": now == "same"},
        {
            "text": gettext("越级和上级转办"),
            "url": reverse("workbench:above"),
            "current": now == "above",
        },
    ]
