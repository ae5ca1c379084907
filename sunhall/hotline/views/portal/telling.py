"""Page 1 of 我要反映: what happened, in words, photos, sound or film (H1, ux B1)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.access import throttle
from sunhall.ground.access.actor import VISITOR
from sunhall.ground.files import queries as files
from sunhall.ground.files import store
from sunhall.ground.sealed.blind import blind_index
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, rules
from sunhall.hotline.views.portal import drafts, steps
from sunhall.hotline.views.portal.forms import TextForm
from sunhall.hotline.views.portal.uploads import kept_uploads, sender_of, shown_files


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def text(request: Request) -> HttpResponse:
    """Page 1 发生了什么; what was typed and sent stays even when something is wrong."""
    answers = drafts.read(request)
    if request.method == "GET":
        answers = {} if "done" in answers else answers
        return _page(request, TextForm(initial=answers), answers)
    if "clear" in request.POST:
        return drafts.clear(request, redirect("portal:request-new"))
    answers = steps.opened(answers)
    drafts.ready(request)
    answers["text"] = request.POST.get("text", "").strip()[: rules.LONGEST_DRAFT]
    if code := request.POST.get("remove"):
        return _without(request, answers, code)
    form = TextForm(request.POST, request.FILES)
    held = drafts.files_in(answers)
    held += kept_uploads(request, form, owner=drafts.owner_of(request), already=len(held))
    answers["files"] = ",".join(held)
    if form.is_valid():
        return drafts.keep(request, redirect(_after(request, answers)), answers)
    return drafts.keep(request, _page(request, form, answers, status=422), answers)


@open_to_public
@never_cache
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what is being typed, every few seconds; a comfort of browsers with scripts (E6)."""
    answers = steps.opened(drafts.read(request))
    typed = request.POST.get("text", answers.get("text", "")).strip()
    answers["text"] = typed[: rules.LONGEST_DRAFT]
    return drafts.keep(request, HttpResponse(status=204), answers)


@open_to_public
@never_cache
@require_GET
def stop(request: Request, ground: str) -> HttpResponse:
    """What is not taken here, and who does take it; going on stays possible (A1-12)."""
    if ground not in rules.STOPS:
        return redirect("portal:request-new")
    answers = drafts.read(request)
    _note(request, ground, answers)
    return page(
        request,
        "hotline/portal/new_stop.html",
        stop=rules.STOPS[ground],
        has_text=bool(answers.get("text")),
    )


def _note(request: Request, ground: str, answers: drafts.Answers) -> None:
    """Keep that a notice was read, once an hour of one browser and never who read it."""
    sender = sender_of(request)
    who = blind_index(drafts.key_of(request), "stop-reader") or sender
    if throttle.blocked(f"stops:{sender}"):
        return
    if throttle.first_use(f"stop:{ground}:{who}", rules.STOP_ONCE):
        throttle.count_failure(f"stops:{sender}", rules.STOPS_AN_HOUR, rules.STOP_ONCE)
        warned = ground == "emergency" and bool(answers.get("warned"))
        cause = "words" if warned else "chosen"
        actions.note_stop_shown(ground, cause=cause, by=VISITOR)


def _after(request: Request, answers: drafts.Answers) -> str:
    """Danger now is asked about once, before anything else."""
    if rules.is_urgent_danger(answers["text"]) and not answers.get("warned"):
        answers["warned"] = "yes"
        return reverse("portal:request-new-stop", args=["emergency"])
    return steps.onward(request, "request-new-class")


def _page(
    request: Request, form: TextForm, answers: drafts.Answers, *, status: int = 200
) -> HttpResponse:
    return page(
        request,
        "hotline/portal/new_text.html",
        status=status,
        form=form,
        kept=shown_files(drafts.owner_of(request), drafts.files_in(answers)),
        back=steps.backward(request, "home"),
    )


def _without(request: Request, answers: drafts.Answers, code: str) -> HttpResponse:
    held = drafts.files_in(answers)
    if code in held and files.files_of(drafts.owner_of(request)).filter(code=code).exists():
        store.remove_file(code, reason="诉求人在提交前移除", by=request.actor)
        answers["files"] = ",".join(one for one in held if one != code)
    return drafts.keep(request, redirect(request.get_full_path()), answers)
