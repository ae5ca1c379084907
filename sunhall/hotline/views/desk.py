"""Doors of the desk 接线台: who calls, the register form, what the desk suggests (H3; ux B3)."""

from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.calls import queries as calls
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import part, tell
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views import desk_forms as d
from sunhall.hotline.views.acting import draft_for
from sunhall.hotline.views.disposing import posts_for
from sunhall.hotline.views.knowledge import fitting
from sunhall.hotline.views.line import bar_context
from sunhall.matters import actions as matter_actions

F = TypeVar("F", bound=Form)
form_page = require_http_methods(["GET", "POST"])
DRAFT = "register"


@staff("hotline.register")
@require_GET
def desk(request: Request) -> HttpResponse:
    """The desk between two calls; what was typed and not sent is still there."""
    kept = draft_for(request.actor, DRAFT)
    on_line = calls.line_for(request.actor).call
    if on_line is not None:
        return _pop(request, on_line, kept)
    form = d.RegisterForm(initial=kept | {"once": uuid4().hex})
    return _desk(request, form, _begin(d.CallForm(), "caller"), queries.Caller())


@staff("hotline.register")
@require_POST
def call(request: Request) -> HttpResponse:
    """Somebody calls 来电弹屏: who it is, and what they have open, before anything else (A3-14)."""
    typed = {name: value for name, value in request.POST.items() if value}
    kept = draft_for(request.actor, DRAFT) | typed
    on_line = calls.line_for(request.actor).call
    if on_line is not None and request.POST.get("pop") == on_line.code:
        return _pop(request, on_line, kept)
    call_form = d.CallForm(request.POST)
    if not call_form.is_valid():
        form = d.RegisterForm(initial=kept)
        return _desk(request, form, call_form, queries.Caller(), status=422)
    phone = call_form.cleaned_data["caller"]
    who = queries.caller(request.actor, phone, chosen=call_form.cleaned_data["chosen"])
    known = {"phone": phone, "person": who.person_id, "once": uuid4().hex}
    known |= {"place": who.place} if who.place else {}
    form = d.RegisterForm(initial=kept | known)
    return _desk(request, _begin(form, "text"), call_form, who)


@staff("hotline.register")
@require_POST
def register(request: Request) -> HttpResponse:
    """Register 登记, or register and assign; a search button only searches."""
    form = d.RegisterForm(request.POST)
    if "find" not in request.POST and form.is_valid() and _register(request, form):
        return redirect("workbench:request", form.cleaned_data["number"])
    who = queries.caller(request.actor, form.data.get("phone", ""))
    call_form = d.CallForm(initial={"caller": form.data.get("phone", "")})
    return _desk(request, form, call_form, who, status=200 if "find" in request.POST else 422)


@staff("hotline.dispose")
@require_POST
def emergency(request: Request) -> HttpResponse:
    """Pass an emergency on 转接 with one press: what was typed so far goes into the record."""
    typed = {name: request.POST.get(name, "") for name in ("text", "place", "phone")}
    number = actions.transfer_emergency(
        request.POST.get("to", ""), **typed, by=request.actor
    ).matter.number
    matter_actions.drop_draft(DRAFT, by=request.actor)
    tell(request, _("已记录紧急转接 %(number)s，请立即转接电话") % {"number": number})
    return redirect("workbench:desk")


@staff("hotline.register")
@require_POST
def advice(request: Request) -> HttpResponse:
    """Suggested classes, the post the catalogue names and similar requests, while one types."""
    data = request.POST.dict()
    if number := data.get("number", ""):
        found = queries.request_for(request.actor, number)
        data |= {"text": found.text, "place": found.matter.place}
    told = _advice(request, d.RegisterForm(data), besides=number)
    return part(request, "hotline/workbench/advice.html", **told)


@staff("hotline.register")
@require_GET
def places(request: Request) -> HttpResponse:
    """Places by name or pinyin initials; the best fit is chosen until somebody chooses another."""
    text = request.GET.get("place_search", "")
    found = queries.places_found(text, settings.COUNTY_CODE) if text.strip() else []
    form = d.RegisterForm(initial={"place": found[0][0] if found else ""})
    return part(
        request, "hotline/workbench/posts.html", post_field=form["place"], query=text, choices=found
    )


def _pop(request: Request, on_line: calls.OnLine, kept: dict[str, Any]) -> HttpResponse:
    """A call reached the seat 来电弹屏: its caller's open matters, before anything is asked."""
    call_form = d.CallForm({"caller": on_line.whole})
    known: dict[str, Any] = {"call": on_line.code, "channel": "phone", "once": uuid4().hex}
    who = queries.Caller()
    if call_form.is_valid():
        phone = call_form.cleaned_data["caller"]
        who = queries.caller(request.actor, phone)
        known |= {"phone": phone, "person": who.person_id}
        known |= {"place": who.place} if who.place else {}
    else:
        # A withheld number is no slip of the operator's.
        call_form = d.CallForm()
    form = d.RegisterForm(initial=kept | known)
    return _desk(request, _begin(form, "text"), call_form, who)


def _begin(form: F, name: str) -> F:
    """Lay the hands where the next word is typed: the number first, then what the caller says."""
    # The browser's own autofocus scrolls before the styles are there.
    form.fields[name].widget.attrs["data-focus"] = True
    return form


def _register(request: Request, form: d.RegisterForm) -> bool:
    data = form.cleaned_data
    names = ("text", "place", "demand", "address", "person", "name", "phone", "channel")
    flags = ("is_urgent", "is_confidential", "class_code", "to", "answer", "cites")

    def step() -> None:
        data["number"] = actions.register_call(
            **{name: data[name] for name in (*names, *flags)},
            suggested_class=_first_suggestion(data["text"]),
            intake_key=f"desk:{data['once']}" if data["once"] else None,
            call=data["call"],
            into=data["merge_into"],
            by=request.actor,
        ).matter.number

    if not taken(form, step):
        return False
    matter_actions.drop_draft(DRAFT, by=request.actor)
    if data["merge_into"]:
        words = _("已登记 %(number)s，并入 %(into)s")
        tell(request, words % {"number": data["number"], "into": data["merge_into"]})
    else:
        _say(request, data["number"], is_assigned=bool(data["to"]))
    return True


def _say(request: Request, number: str, *, is_assigned: bool) -> None:
    if is_assigned:
        back = reverse("workbench:request-recall", args=[number])
        tell(request, _("已登记并转办 %(number)s") % {"number": number}, undo=back)
    else:
        tell(request, _("已登记 %(number)s") % {"number": number})


def _first_suggestion(text: str) -> str:
    found = queries.suggested_classes(text, top=1)
    return found[0].code if found else ""


def _desk(
    request: Request,
    form: d.RegisterForm,
    call_form: d.CallForm,
    who: queries.Caller,
    *,
    status: int = 200,
) -> HttpResponse:
    place = str(form["place"].value() or "")
    search = form.data.get("place_search", "")
    found = queries.places_found(search, settings.COUNTY_CODE) if search else []
    if place and place not in {code for code, _words in found}:
        found.insert(0, (place, queries.place_words(place)))
    return part(
        request,
        "hotline/workbench/desk.html#desk",
        status=status,
        call_form=call_form,
        caller=who,
        places=found,
        place_query=search,
        emergency=rules.EMERGENCY if request.actor.may("hotline.dispose") else {},
        draft_at=form.initial.get("saved_at"),
        **bar_context(request.actor, popped=str(form["call"].value() or "")),
        **_knowledge(request, form),
        **_advice(request, form),
    )


def _knowledge(request: Request, form: d.RegisterForm) -> dict[str, Any]:
    """What the knowledge base holds on what is written down so far (H12; ux B3)."""
    text = str(form["text"].value() or "")
    phone = str(form["phone"].value() or "")
    return {"hits": fitting(request.actor, text), "asked": text.strip(), "phone": phone}


def _advice(request: Request, form: d.RegisterForm, *, besides: str = "") -> dict[str, Any]:
    value = {name: str(form[name].value() or "") for name in ("text", "place", "class_code", "to")}
    search = {name: form.data.get(name, "") for name in ("class_search", "to_search")}
    text, place = value["text"], value["place"]
    told = queries.advice(text, place, value["class_code"], search["class_search"])
    return {
        "form": form,
        "advice": told,
        "posts": posts_for(told, value["to"], search["to_search"]),
        "chosen_post": value["to"] or told.post,
        "near": queries.near(request.actor, text, place, besides=besides),
        "near_asked": bool(text.strip() and place),
        "said_before": queries.said_before(
            request.actor,
            text=text,
            person=str(form["person"].value() or ""),
            phone=str(form["phone"].value() or ""),
            besides=besides,
        ),
        **search,
    }
