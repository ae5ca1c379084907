"""Doors of letters 来信, visits 来访 and of the village agent 代办员 (H1)."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.files import store
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.forms import DayField, PhoneField, taken
from sunhall.ground.web.parts import page, tell
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.acting import draft_for
from sunhall.hotline.views.handler_forms import long_text, radios
from sunhall.hotline.views.portal.forms import UploadField, many_files, one_photo
from sunhall.hotline.views.portal.uploads import kept_uploads, shown_files
from sunhall.matters import actions as matter_actions

DRAFT, DRAFT_BEHALF = "brought", "behalf"
PROOF_WANTED = gettext_lazy("请拍下或上传委托证明：本人合影，或签名的委托书")
both = require_http_methods(["GET", "POST"])


class CarriedForm(forms.Form):
    """What every paper has: words, place, whose it is, files."""

    text = long_text(
        gettext_lazy("诉求内容"),
        rows=6,
        error_messages={"required": gettext_lazy("请写明发生了什么（至少 4 个字）")},
    )
    place: forms.Field = forms.CharField(label=gettext_lazy("地点"))
    place_search = forms.CharField(required=False, label=gettext_lazy("查找地点"))
    address = forms.CharField(label=gettext_lazy("详细地址"), required=False, max_length=200)
    name = forms.CharField(label=gettext_lazy("姓名"), required=False, max_length=60)
    phone = PhoneField(label=gettext_lazy("电话"), required=False)
    is_confidential = forms.BooleanField(label=gettext_lazy("要求保密"), required=False)
    photo = one_photo(gettext_lazy("拍一页"))
    attached = many_files(gettext_lazy("选扫描件或照片"))
    once = forms.CharField(required=False, widget=forms.HiddenInput)


class BroughtForm(CarriedForm):
    """A letter or a visit, as the seat takes it in."""

    channel = radios(
        gettext_lazy("怎么来的"),
        {code: rules.CHANNELS[code] for code in ("letter", "walk_in")},
        initial="letter",
    )
    demand = radios(gettext_lazy("诉求类型"), rules.DEMANDS, initial="help")
    written_on = DayField(label=gettext_lazy("来信日期"), required=False)
    post_number = forms.CharField(
        label=gettext_lazy("邮戳或挂号号码"), required=False, max_length=60
    )
    pages = forms.IntegerField(
        label=gettext_lazy("页数"), required=False, min_value=1, max_value=2000
    )

    def clean_place(self) -> str:
        """A place of the register, however it came into the form."""
        place = str(self.cleaned_data["place"])
        if not _place_words(place):
            raise ValidationError(_("请选择事情发生的地点"), code="place")
        return place


class BehalfForm(CarriedForm):
    """What an agent files for somebody who asked them to."""

    place = forms.ChoiceField(
        label=gettext_lazy("哪个村（社区）"),
        error_messages={"required": gettext_lazy("请选择哪个村（社区）")},
    )
    name = forms.CharField(
        label=gettext_lazy("委托人姓名"),
        max_length=60,
        error_messages={"required": gettext_lazy("请填写委托人的姓名")},
    )
    phone = PhoneField(label=gettext_lazy("委托人电话"))
    proof = radios(gettext_lazy("委托证明"), rules.PROOFS)
    photo = UploadField(
        label=gettext_lazy("委托证明的照片或扫描件"),
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf", "data-shrink": ""}),
        error_messages={"required": PROOF_WANTED},
    )
    shares_answer = forms.BooleanField(
        label=gettext_lazy("本人同意把答复也告诉代办员"), required=False
    )

    def __init__(
        self, *args: Any, served: Iterable[tuple[str, str]], is_proved: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].required = not is_proved
        self.fields["place"].choices = [("", _("请选择")), *served]  # type: ignore[attr-defined]


@staff("hotline.register")
@never_cache
@both
def brought(request: Request) -> HttpResponse:
    """Register a letter or a visit; what was scanned and typed stays when something is wrong."""
    owner = f"scan:{request.actor.id}"
    if request.method == "GET":
        kept = draft_for(request.actor, DRAFT)
        form = BroughtForm(initial={**kept, "once": uuid4().hex})
        return _brought(request, form, owner, [], status=200)
    form = BroughtForm(request.POST, request.FILES)
    held = _held(request, form, owner, ("photo", "attached"))
    busy = "find" in request.POST or "remove" in request.POST
    if not busy and form.is_valid() and (number := _register(request, form, owner, held)):
        tell(request, _("已登记 %(number)s，请打印回执交给来人或随信寄回") % {"number": number})
        return redirect("workbench:request-receipt", number)
    return _brought(request, form, owner, held, status=200 if busy else 422)


@staff("hotline.register")
@never_cache
@require_GET
def receipt(request: Request, number: str) -> HttpResponse:
    """The receipt 回执 on A4: number, code, who answers and by when."""
    row = actions.print_receipt(number, by=request.actor)
    path = reverse("portal:request-open", args=[queries.link_token(row)])
    site: str = settings.SITE_URL.rstrip("/")
    return page(
        request,
        "hotline/workbench/receipt.html",
        row=row,
        standing=queries.standing(row),
        link=f"{site}{path}" if site else request.build_absolute_uri(path),
    )


@staff("hotline.on_behalf")
@require_GET
def behalf(request: Request) -> HttpResponse:
    """What this agent filed, and where each stands."""
    return page(request, "hotline/workbench/behalf.html", rows=queries.followed(request.actor))


@staff("hotline.on_behalf")
@require_GET
def behalf_one(request: Request, number: str) -> HttpResponse:
    """One request as its agent follows it."""
    found = queries.followed_one(request.actor, number)
    return page(
        request,
        "hotline/workbench/behalf_one.html",
        found=found,
        files=queries.sheets_of(found.row),
    )


@staff("hotline.on_behalf")
@never_cache
@both
def behalf_new(request: Request) -> HttpResponse:
    """File for somebody; the proof comes first, for without it nothing is sent."""
    owner, proofs_of = f"scan:{request.actor.id}", f"scan:{request.actor.id}:proof"
    served = queries.places_served(request.actor)
    if request.method == "GET":
        kept = draft_for(request.actor, DRAFT_BEHALF)
        form = BehalfForm(initial={**kept, "once": uuid4().hex}, served=served)
        return _behalf(request, form, [], [], status=200)
    kept_proofs = shown_files(proofs_of, request.POST.getlist("held_proof"))
    form = BehalfForm(request.POST, request.FILES, served=served, is_proved=bool(kept_proofs))
    proofs = _held(request, form, proofs_of, ("photo",), field="held_proof")
    held = _held(request, form, owner, ("attached",))
    busy = "remove" in request.POST
    if not busy and form.is_valid():
        given = {
            "proofs": proofs, "proofs_of": proofs_of, "files": held, "files_of": owner,
        }  # fmt: skip
        if number := _file(request, form, given):
            tell(request, _("已提交 %(number)s，本人会收到短信") % {"number": number})
            return redirect("workbench:behalf-one", number)
    return _behalf(request, form, proofs, held, status=200 if busy else 422)


def _register(request: Request, form: forms.Form, owner: str, held: list[str]) -> str:
    data = form.cleaned_data
    names = ("text", "place", "demand", "address", "name", "phone", "is_confidential")
    made: list[str] = []
    if taken(
        form,
        lambda: made.append(
            actions.register_brought(
                {name: data[name] for name in names},
                channel=data["channel"],
                written_on=data["written_on"],
                post_number=data["post_number"],
                pages=data["pages"] or 0,
                files=held,
                files_of=owner,
                intake_key=_key("brought", data),
                by=request.actor,
            ).matter.number
        ),
    ):
        matter_actions.drop_draft(DRAFT, by=request.actor)
    return made[0] if made else ""


def _file(request: Request, form: forms.Form, given: dict[str, Any]) -> str:
    data = form.cleaned_data
    names = (
        "text", "place", "address", "name", "phone", "proof", "is_confidential", "shares_answer",
    )  # fmt: skip
    made: list[str] = []
    if taken(
        form,
        lambda: made.append(
            actions.file_on_behalf(
                **{name: data[name] for name in names},
                **given,
                intake_key=_key("behalf", data),
                by=request.actor,
            ).matter.number
        ),
    ):
        matter_actions.drop_draft(DRAFT_BEHALF, by=request.actor)
    return made[0] if made else ""


def _key(kind: str, data: dict[str, Any]) -> str | None:
    return f"{kind}:{data['once']}" if data["once"] else None


def _held(
    request: Request, form: forms.Form, owner: str, names: Iterable[str], *, field: str = "held"
) -> list[str]:
    """The files that lie here already and those that came now; one may be taken off again."""
    held = [stored.code for stored in shown_files(owner, request.POST.getlist(field))]
    gone = request.POST.get("remove", "")
    if gone in held:
        store.remove_file(gone, reason="登记前移除", by=request.actor)
        held.remove(gone)
    sender = f"staff:{request.actor.id}"
    return held + kept_uploads(
        request, form, owner=owner, already=len(held), names=names, most=rules.MOST_SHEETS,
        sender=sender,
    )  # fmt: skip


def _brought(
    request: Request, form: forms.Form, owner: str, held: list[str], *, status: int
) -> HttpResponse:
    return page(
        request,
        "hotline/workbench/brought.html",
        status=status,
        form=form,
        kept=shown_files(owner, held),
        draft_at=form.initial.get("saved_at"),
        **_places(form),
    )


def _behalf(
    request: Request, form: forms.Form, proofs: list[str], held: list[str], *, status: int
) -> HttpResponse:
    owner = f"scan:{request.actor.id}"
    return page(
        request,
        "hotline/workbench/behalf_new.html",
        status=status,
        form=form,
        kept=shown_files(owner, held),
        proofs=shown_files(f"{owner}:proof", proofs),
        draft_at=form.initial.get("saved_at"),
    )


def _places(form: forms.Form) -> dict[str, Any]:
    place, search = str(form["place"].value() or ""), form.data.get("place_search", "")
    found = queries.places_found(search, settings.COUNTY_CODE) if search else []
    words = _place_words(place)
    if words and place not in {code for code, _words in found}:
        found.insert(0, (place, words))
    return {"places": found, "place_query": search}


def _place_words(code: str) -> str:
    try:
        return queries.place_words(code)
    except NotFound:
        return ""
