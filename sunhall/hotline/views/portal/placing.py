"""Page 3 of 我要反映: where. A place that the address names needs no choosing (A1-17)."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import queries
from sunhall.hotline.views.portal import drafts, steps
from sunhall.hotline.views.portal.forms import PlaceForm
from sunhall.places import queries as places

Choices = list[tuple[str, str]]
FOUND = 8
TOWNS = 12


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def place(request: Request) -> HttpResponse:
    """Page 3 在哪里."""
    answers = drafts.read(request)
    if away := steps.elsewhere(answers):
        return away
    if request.method == "GET":
        return _page(request, PlaceForm(initial=answers), _at_first(answers.get("place", "")))
    asked = request.POST.get("find_place", "").strip()
    form = PlaceForm(request.POST)
    answers["address"] = request.POST.get("address", "").strip()[:200]
    if "find" in request.POST:
        shown = _page(request, PlaceForm(initial=answers), _found(asked), query=asked)
        return drafts.keep(request, shown, answers)
    choices = _settle(form)
    if not form.is_valid():
        return drafts.keep(request, _page(request, form, choices, status=422), answers)
    for name in ("place", "latitude", "longitude"):
        answers[name] = str(form.cleaned_data[name] or "")
    onward = redirect(steps.onward(request, "request-new-contact"))
    return drafts.keep(request, onward, answers)


@open_to_public
@require_GET
def search(request: Request) -> HttpResponse:
    """The radios of the place search while somebody types."""
    asked = request.GET.get("find_place", "").strip()
    return page(
        request,
        "hotline/portal/_places.html",
        form=PlaceForm(),
        query=asked,
        choices=_found(asked) if asked else _at_first(""),
    )


def place_words(code: str) -> str:
    """A place as the check page names it."""
    if code == _county():
        return _("说不清，请工作人员确定")
    return _short(places.place_for(code).full_name)


def _settle(form: PlaceForm) -> Choices:
    """Take the chosen place, or the only one the address names; else offer what it may mean."""
    if not form.is_valid():
        return _at_first("")
    chosen = form.cleaned_data["place"]
    if chosen and any(chosen == code for code, _words in [*_known(chosen), (_county(), "")]):
        return []
    named = queries.places_named_in(form.cleaned_data["address"])
    if len(named) == 1:
        form.cleaned_data["place"] = named[0][0]
        return []
    if named:
        form.add_error("place", _("地址里的名字不止一个地方有，请选是哪一个"))
        return [
            *((code, _short(words)) for code, words in named[:FOUND]),
            _unknown(),
        ]
    form.add_error("place", _("请选择在哪个乡镇或村；说不清就选最后一项"))
    return _at_first("")


def _at_first(chosen: str) -> Choices:
    """What was chosen before, the towns of the county, and 说不清."""
    towns = [(row.code, row.name) for row in places.places_below(settings.COUNTY_CODE)[:TOWNS]]
    before = [pair for pair in _known(chosen) if pair not in towns]
    return [*before, *towns, _unknown()]


def _found(asked: str) -> Choices:
    rows = places.search_places(asked, within=settings.COUNTY_CODE, limit=FOUND)
    found = [(row.code, _short(row.full_name)) for row in rows if row.code != _county()]
    return [*found, _unknown()] if found else []


def _known(code: str) -> Choices:
    within = places.places_within([settings.COUNTY_CODE]).filter(code=code)
    return [(row.code, _short(row.full_name)) for row in within if row.code != _county()]


def _unknown() -> tuple[str, str]:
    return _county(), _("说不清，请工作人员确定")


def _county() -> str:
    return settings.COUNTY_CODE.ljust(12, "0")


def _short(full_name: str) -> str:
    """Without the county that everybody here lives in."""
    return queries.within_county(full_name)


def _page(
    request: Request, form: PlaceForm, choices: Choices, *, query: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "hotline/portal/new_place.html",
        status=status,
        form=form,
        choices=choices,
        query=query,
        back=steps.backward(request, "request-new-class"),
    )
