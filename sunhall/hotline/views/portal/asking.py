"""Pages 2 and 4 of 我要反映: which class, and how to reach the person (H1, ux B1)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import queries, rules
from sunhall.hotline.views.portal import drafts, steps
from sunhall.hotline.views.portal.forms import OPENNESS, ClassForm, ContactForm
from sunhall.people import queries as people


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def classing(request: Request) -> HttpResponse:
    """Page 2 是不是这一类: suggested classes, stop notices, similar requests nearby."""
    answers = drafts.read(request)
    if away := steps.elsewhere(answers):
        return away
    suggested = queries.suggested_classes(answers["text"])
    similar = queries.similar_published(answers["text"])
    form = ClassForm(
        request.POST or None,
        classes=[(one.code, one.words) for one in suggested] or queries.top_classes(),
        similar=[
            (case.number, _("我也遇到：%(subject)s") % {"subject": case.subject})
            for case in similar
        ],
        initial={"choice": answers.get("class"), "like": answers.get("like")},
    )
    if request.method == "POST" and form.is_valid():
        answers["class"] = form.cleaned_data["choice"]
        answers["suggested"] = suggested[0].code if suggested else ""
        answers["like"] = form.cleaned_data.get("like", "")
        onward = redirect(steps.onward(request, "request-new-place"))
        return drafts.keep(request, onward, answers)
    return page(
        request,
        "hotline/portal/new_class.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        suggested=bool(suggested),
        similar=similar,
        stops=rules.STOPS.values(),
        hints=_hints(suggested, similar),
        back=steps.backward(request, "request-new"),
    )


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: Request) -> HttpResponse:
    """Page 4 怎么联系您: nothing here is required, and each choice says what it means."""
    answers = drafts.read(request)
    if away := steps.elsewhere(answers):
        return away
    known = request.actor.is_resident
    form = ContactForm(request.POST or None, known=known, initial=answers)
    if request.method == "POST" and form.is_valid():
        answers |= {name: str(value) for name, value in form.cleaned_data.items()}
        onward = redirect(steps.onward(request, "request-new-check"))
        return drafts.keep(request, onward, answers)
    return page(
        request,
        "hotline/portal/new_contact.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        person=known_person(request),
        hints={code: hint for code, (_words, hint) in OPENNESS.items()},
        back=steps.backward(request, "request-new-place"),
    )


def known_person(request: Request) -> people.Seen | None:
    """The signed-in person, masked; nobody is asked again for what is known (A1-06)."""
    if not request.actor.is_resident:
        return None
    return people.seen(people.person_for(request.actor, request.actor.id))


def _hints(suggested: list[Any], similar: list[Any]) -> dict[str, str]:
    because = {
        one.code: _("您写到：%(words)s") % {"words": "、".join(one.reasons)}
        for one in suggested
        if one.reasons
    }
    nearby = {
        case.number: _("%(place)s · %(day)s提交 · %(status)s")
        % {
            "place": case.place,
            "day": f"{case.received_on.month}月{case.received_on.day}日",
            "status": case.status,
        }
        for case in similar
    }
    return because | nearby
