"""Pages for residents: sign in by phone, see and correct what is held."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.sealed.masks import mask_phone
from sunhall.ground.web.dates import machine
from sunhall.ground.web.doors import Request, open_to_public, resident
from sunhall.ground.web.forms import taken
from sunhall.ground.web.parts import after, page
from sunhall.people import actions, queries
from sunhall.people.views.forms import AskForm, CodeForm, PhoneForm

_SENT, _SHOWN, _NEXT, _PERSON = "phone-code", "phone-code-shown", "sign-in-next", "resident"


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    """Ask for the mobile number a code is sent to."""
    waiting = queries.phone_awaiting_code(request.session.get(_SENT) or 0)
    if request.method == "GET":
        if "next" in request.GET or not waiting:
            request.session[_NEXT] = request.GET.get("next", "")
        form = PhoneForm(initial={"phone": waiting})
        return page(request, "people/portal/sign_in.html", form=form)
    form = PhoneForm(request.POST)
    if form.is_valid() and taken(form, lambda: _send(request, form.cleaned_data["phone"])):
        return after(request, "portal:sign-in-code")
    return page(request, "people/portal/sign_in.html", status=422, form=form)


def _send(request: Request, phone: str) -> None:
    """Send a code, unless one is on its way to this number already."""
    if queries.code_just_sent(request.session.get(_SENT) or 0, phone):
        return
    sent = actions.send_phone_code(phone, by=request.actor, address=_address(request))
    request.session[_SENT], request.session[_SHOWN] = sent.pk, sent.shown


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: Request) -> HttpResponse:
    """Ask for the code, and sign the person in."""
    phone = queries.phone_awaiting_code(request.session.get(_SENT) or 0)
    if not phone:
        messages.info(request, _("验证码已失效，请重新获取"))
        return after(request, "portal:sign-in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        confirmed = actions.confirm_phone_code(phone, form.cleaned_data["code"], by=request.actor)
        if confirmed.person is not None:
            return _welcome(request, confirmed.person.public_id)
        form.add_error("code", confirmed.verdict.reason)
    return page(
        request,
        "people/portal/code.html",
        status=422 if form.errors else 200,
        form=form,
        phone=mask_phone(phone),
        shown=request.session.get(_SHOWN, ""),
    )


@open_to_public
@require_POST
def sign_out(request: Request) -> HttpResponse:
    """Forget the resident in this browser, and every request that was opened in it."""
    request.session.flush()
    messages.success(request, _("您已退出登录"))
    return after(request, "portal:sign-in")


@resident
@require_GET
def me_data(request: Request) -> HttpResponse:
    """Show everything held about me, where from, and who read it (PIPL 44-47)."""
    report = queries.what_is_held(request.actor, request.actor.id)
    return page(request, "people/portal/data.html", report=report, form=AskForm())


@resident
@require_GET
def me_data_copy(request: Request) -> HttpResponse:
    """Hand out a copy of it (PIPL 45)."""
    report = queries.what_is_held(request.actor, request.actor.id)
    held = [
        {"what": one.what, "value": one.value, "source": one.source}
        for one in (*report.facts, *report.elsewhere)
    ]
    read = [
        {"at": machine(one.at), "who": one.who, "what": one.field, "why": one.reason}
        for one in report.readings
    ]
    answer = JsonResponse(
        {"held": held, "read": read}, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="sunhall-my-data.json"'
    return answer


@resident
@require_http_methods(["GET", "POST"])
def me_data_ask(request: Request) -> HttpResponse:
    """Ask for correction or deletion; a reload of the refused form leads to the page."""
    if request.method == "GET":
        return after(request, "portal:me-data")
    form = AskForm(request.POST)
    if not form.is_valid():
        report = queries.what_is_held(request.actor, request.actor.id)
        return page(request, "people/portal/data.html", status=422, report=report, form=form)
    actions.ask_about_data(request.actor.id, by=request.actor, **form.cleaned_data)
    messages.success(request, _("申请已提交，答复会显示在本页"))
    return after(request, "portal:me-data")


def _welcome(request: Request, person_id: str) -> HttpResponse:
    goal = request.session.pop(_NEXT, "")
    for key in (_SENT, _SHOWN):
        request.session.pop(key, None)
    # A new key, so that a session planted before the sign-in is worth nothing after it.
    request.session.cycle_key()
    request.session[_PERSON] = person_id
    safe = url_has_allowed_host_and_scheme(
        goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return after(request, goal if safe and goal.startswith("/") else "portal:me-data")


def _address(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
