"""The end of 我要反映: check the answers, send once, keep the receipt (H1, A1-13, A1-14)."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.web.dates import due as due_words
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.views.portal import drafts, steps
from sunhall.hotline.views.portal.asking import known_person
from sunhall.hotline.views.portal.forms import OPENNESS, UNSURE
from sunhall.hotline.views.portal.placing import place_words
from sunhall.hotline.views.portal.uploads import shown_files
from sunhall.matters import queries as matters


@open_to_public
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """请核对后提交: every answer with 修改; a double tap, Back or resend files once (E14)."""
    if request.method == "POST" and (number := _filed_already(request)):
        return redirect(steps.receipt_url(number))
    answers = drafts.read(request)
    if away := steps.elsewhere(answers):
        return away
    if not answers.get("place"):
        return redirect("portal:request-new-place")
    if request.method == "GET":
        return page(request, "hotline/portal/new_check.html", **_shown(request, answers))
    if request.POST.get("key") != _seal(answers):
        # Another window changed an answer since: nobody confirms what they have not seen.
        messages.info(request, _("内容在别的窗口改过，请再核对一遍"))
        return redirect("portal:request-new-check")
    filed = _file(request, answers)
    number = filed.matter.number
    return drafts.keep(request, redirect(steps.receipt_url(number)), {"done": number})


@open_to_public
@never_cache
@require_GET
def sent(request: Request) -> HttpResponse:
    """What Back shows after sending: it arrived, here is its number (A1-02)."""
    number = drafts.read(request).get("done", "")
    if not number:
        return redirect("portal:request-new")
    return page(
        request, "hotline/portal/sent.html", number=number, receipt=steps.receipt_url(number)
    )


@open_to_public
@never_cache
@require_GET
def receipt(request: Request, token: str, paper: str = "") -> HttpResponse:
    """回执: number, code, what happens next and by when; to bookmark, save and print (A1-14)."""
    filed = queries.request_by_token(token)
    standing = queries.standing(filed)
    return page(
        request,
        "hotline/portal/receipt_print.html" if paper else "hotline/portal/receipt.html",
        request_row=filed,
        token=token,
        standing=standing,
        next=_next_lines(standing),
        link=link_of(request, token),
        can_bind=bool(filed.matter.person) and not request.actor.is_resident,
    )


def link_of(request: Request, token: str) -> str:
    """The whole address behind the QR code and in messages."""
    path = reverse("portal:request-open", args=[token])
    site: str = settings.SITE_URL.rstrip("/")
    return f"{site}{path}" if site else request.build_absolute_uri(path)


def _filed_already(request: Request) -> str | None:
    key = request.POST.get("key", "").partition("~")[0]
    return matters.number_taken_for(key) if key.startswith("web:") else None


def _seal(answers: drafts.Answers) -> str:
    """The key of the draft with a mark of the answers that were shown."""
    return f"{answers['key']}~{digest(canonical(answers))[:16]}"


def _file(request: Request, answers: drafts.Answers) -> Any:
    openness = answers.get("openness", "closed")
    chosen = answers.get("class", "")
    return actions.file_request(
        text=answers["text"],
        place=answers["place"],
        address=answers.get("address", ""),
        latitude=_decimal(answers.get("latitude")),
        longitude=_decimal(answers.get("longitude")),
        name=answers.get("name", ""),
        phone=answers.get("phone", ""),
        suggested_class=answers.get("suggested", "") if chosen in ("", UNSURE) else chosen,
        is_public=openness == "open",
        is_confidential=openness == "confidential",
        files=drafts.files_in(answers),
        files_of=drafts.owner_of(request),
        like=answers.get("like", ""),
        intake_key=answers["key"],
        by=request.actor,
    )


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _shown(request: Request, answers: drafts.Answers) -> dict[str, Any]:
    openness = answers.get("openness", "closed")
    names = [answers.get("name", "")]
    return {
        "rows": _rows(request, answers),
        "key": _seal(answers),
        "preview": rules.without_persons(answers["text"], names) if openness == "open" else "",
        "reachable": bool(answers.get("phone")) or request.actor.is_resident,
        "back": reverse("portal:request-new-contact"),
    }


def _rows(request: Request, answers: drafts.Answers) -> list[dict[str, str]]:
    person = known_person(request)
    chosen = answers.get("class", UNSURE)
    files = shown_files(drafts.owner_of(request), drafts.files_in(answers))
    like = queries.public_subject(answers.get("like", ""))
    phone = person.phone if person else answers.get("phone", "")
    told = [
        (_("发生了什么"), answers["text"], "request-new"),
        (_("照片和文件"), "\n".join(stored.name for stored in files), "request-new"),
        (_("哪一类"), queries.class_words(chosen) or _("请工作人员判断"), "request-new-class"),
        (_("我也遇到"), like, "request-new-class") if like else None,
        (_("地址"), answers.get("address", ""), "request-new-place"),
        (_("乡镇或村"), place_words(answers["place"]), "request-new-place"),
        (_("称呼"), person.name if person else answers.get("name", ""), "request-new-contact"),
        (_("手机号码"), phone, "request-new-contact"),
        (
            _("公开还是保密"),
            str(OPENNESS[answers.get("openness", "closed")][0]),
            "request-new-contact",
        ),
    ]
    return [
        {"label": row[0], "value": row[1], "change_url": f"{reverse('portal:' + row[2])}?check=1"}
        for row in told
        if row
    ]


def _next_lines(now_at: queries.Standing) -> list[str]:
    """What happens next and when, with absolute dates; nothing for a finished one."""
    if now_at.is_over or now_at.due is None:
        return []
    return [
        _("%(holder)s现在负责：%(step)s。") % {"holder": now_at.holder, "step": now_at.next_step},
        _("最迟 %(due)s 前书面答复您。到期没有答复会自动记录，督查人员看得到。")
        % {"due": due_words(now_at.due)},
        _("收到答复后请您评价。不满意，单位须在期限内当面与您沟通（约谈），谈过才能办结。"),
    ]
