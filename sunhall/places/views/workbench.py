"""Pages of the place map: browse, search, add, rename, close, import with a dry run."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import after, page, part
from sunhall.places import actions, queries
from sunhall.places.rules import BadRow, Division, read_divisions
from sunhall.places.views.forms import CloseForm, ImportForm, PlaceForm, RenameForm

_SHOWN = 200


@staff("workbench.enter")
@require_GET
def places(request: Request) -> HttpResponse:
    """Browse the tree, or search by name, code, pinyin or initials."""
    text, code = request.GET.get("q", "").strip(), request.GET.get("in", "")
    at = queries.place_for(code) if code else None
    found = queries.search_places(text, code, 50) if text else list(queries.places_below(code))
    counts = queries.counts_below(found)
    return part(
        request,
        "places/workbench/places.html#found",
        asked=text,
        at=at,
        path=queries.path_of(code) if code else [],
        rows=[(place, counts.get(place.code, 0)) for place in found],
        may_manage=request.actor.may("places.manage"),
        form=PlaceForm(),
        rename=RenameForm(),
        close=CloseForm(),
    )


@staff("places.manage")
@require_POST
def place_add(request: Request) -> HttpResponse:
    """Register one place."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return page(request, "places/workbench/form.html", status=422, form=form)
    place = actions.add_place(by=request.actor, **form.cleaned_data)
    messages.success(request, _("已登记「%(name)s」") % {"name": place.full_name})
    return after(request, _address(place.code))


@staff("places.manage")
@require_POST
def place_rename(request: Request, code: str) -> HttpResponse:
    """Give a place its new name."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        return page(request, "places/workbench/form.html", status=422, form=form)
    place = actions.rename_place(code, form.cleaned_data["name"], by=request.actor)
    messages.success(request, _("已更名为「%(name)s」") % {"name": place.name})
    return after(request, _address(code))


@staff("places.manage")
@require_POST
def place_close(request: Request, code: str) -> HttpResponse:
    """Take a place out of use."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return page(request, "places/workbench/form.html", status=422, form=form)
    actions.close_place(code, by=request.actor, **form.cleaned_data)
    messages.success(request, _("已停用，旧事项仍按原区划显示"))
    return after(request, _address(code))


@staff("places.manage")
@require_http_methods(["GET", "POST"])
def places_import(request: Request) -> HttpResponse:
    """Compare a list with the map (dry run), then take it in."""
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    if not form.is_valid():
        return _import_page(request, form, status=422 if form.errors else 200)
    rows = list(read_divisions(form.data_bytes()))
    if "go" in request.POST:
        plan = actions.import_divisions(rows, by=request.actor)
        messages.success(
            request,
            _("已导入：新增 %(new)s，更名 %(changed)s")
            % {"new": len(plan.new), "changed": len(plan.changed)},
        )
        return _import_page(request, ImportForm(), plan=plan, done=True)
    # The rows that were looked at are carried along: what was shown is what is taken.
    carried = ImportForm(initial={"text": _as_csv(rows)})
    return _import_page(request, carried, plan=queries.plan_import(rows))


def _import_page(request: Request, form: ImportForm, **more: object) -> HttpResponse:
    status = int(str(more.pop("status", 200)))
    return page(
        request,
        "places/workbench/import.html",
        status=status,
        form=form,
        most=_SHOWN,
        **more,
    )


def _as_csv(rows: list[Division | BadRow]) -> str:
    """Every row that could be read, and a line that cannot for each that could not."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "name"])
    for row in rows:
        writer.writerow([row.code, row.name] if isinstance(row, Division) else ["?", "?"])
    return text.getvalue()


def _address(code: str) -> str:
    return f"/workbench/places/?in={code}"
