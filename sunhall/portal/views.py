"""Pages of the citizen frame that belong to no single domain."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.papers import queries as papers
from sunhall.ground.web.doors import Request, open_to_public, resident
from sunhall.ground.web.parts import page
from sunhall.hotline import queries as hotline
from sunhall.knowledge import queries as knowledge
from sunhall.portal.cookies import COOKIES

CASES_AT_HOME = 3
CASES_A_PAGE = 20
MINE_SHOWN = 60
ANSWERS_SHOWN = 3
LEAST_SEARCH = 2


@open_to_public
@require_GET
def home(request: Request) -> HttpResponse:
    """首页: search first, four things to do, what is used most, who is on duty, cases (ux A4)."""
    return page(
        request,
        "portal/home.html",
        tiles=_tiles(),
        often=_often(),
        on_duty=_on_duty(),
        cases=hotline.published_cases(limit=CASES_AT_HOME),
        as_of=now(),
    )


@open_to_public
@never_cache
@require_GET
def search(request: Request) -> HttpResponse:
    """Search answers and published cases, or open one's own number; all of a public kind."""
    asked = request.GET.get("q", "").strip()[:80]
    if hotline.could_be_number(asked):
        number = hotline.read_number(asked)
        return redirect(f"{reverse('portal:request-track')}?number={number}")
    enough = len(asked) >= LEAST_SEARCH
    return page(
        request,
        "portal/search.html",
        q=asked,
        enough=enough,
        hits=knowledge.hits_public(asked, limit=ANSWERS_SHOWN) if enough else [],
        cases=hotline.published_cases(asked) if enough else [],
        often=[one for one in _often() if enough and asked in one["text"]],
    )


@open_to_public
@require_GET
def cases(request: Request) -> HttpResponse:
    """公开的诉求和答复: only those whose person agreed, without persons (D1)."""
    before = request.GET.get("after", "")
    shown = hotline.published_cases(limit=CASES_A_PAGE + 1, before=before)
    more = shown[CASES_A_PAGE - 1].number if len(shown) > CASES_A_PAGE else ""
    return page(request, "portal/cases.html", cases=shown[:CASES_A_PAGE], more=more)


@open_to_public
@require_GET
def case(request: Request, number: str) -> HttpResponse:
    """One published case."""
    found = hotline.published_case(number)
    if found is None:
        raise NotFound(number)
    return page(request, "portal/case.html", case=found)


@resident
@require_GET
def mine(request: Request) -> HttpResponse:
    """我的: everything the signed-in person has with us, open ones first."""
    rows = hotline.requests_for(request.actor).order_by("-matter__opened_at")
    standings = [hotline.standing(row) for row in rows[:MINE_SHOWN]]
    return page(
        request,
        "portal/my.html",
        running=[one for one in standings if not one.is_over],
        ended=[one for one in standings if one.is_over],
    )


@open_to_public
@require_GET
def help_page(request: Request) -> HttpResponse:
    """人工帮助: phone, window, somebody to do it for you; the same place on every page."""
    return page(request, "portal/help.html", on_duty=_on_duty())


@open_to_public
@never_cache
@require_GET
def paper_check(request: Request, code: str) -> HttpResponse:
    """核验公文: whether a printed paper is ours and still holds; nothing of its text (H7)."""
    paper = papers.paper_by_code(code)
    if paper is None:
        raise NotFound(code)
    return page(request, "portal/paper_check.html", paper=paper)


@open_to_public
@require_GET
def cookies(request: Request) -> HttpResponse:
    """Cookie 说明: necessary ones only, each with purpose and duration (A1-23)."""
    return page(request, "portal/cookies.html", cookies=COOKIES)


def _tiles() -> list[dict[str, str]]:
    return _linked(
        ("portal:request-new", _("我要反映"), _("遇到困难、发现问题，写下来就有人负责")),
        ("portal:request-track", _("查进度"), _("凭编号和查询码，看现在在谁手里")),
        ("portal:my", _("我的"), _("用手机验证码登录，看自己的全部诉求")),
        ("portal:figures", _("公开统计"), _("答复率、按时率、满意率，谁都能核算")),
    )


def _often() -> list[dict[str, str]]:
    """The ones used most: tasks in people's words, not departments (ux A4)."""
    return _linked(
        ("portal:request-new", _("反映问题"), ""),
        ("portal:request-track", _("查办理进度"), ""),
        ("portal:request-track?to=more", _("补充材料"), ""),
        ("portal:request-track?to=rate", _("评价答复"), ""),
        ("portal:request-track?to=not-satisfied", _("对答复不满意"), ""),
        ("portal:cases", _("看别人反映过什么"), ""),
        ("portal:days", _("领导接听日和热线栏目"), ""),
        ("portal:care", _("七一关怀热线"), ""),
        ("portal:help", _("请人帮我办"), ""),
        ("portal:me-data", _("我的个人信息"), ""),
    )


def _linked(*entries: tuple[str, str, str]) -> list[dict[str, str]]:
    """Only what has an address: a house without public figures shows no door to them."""
    found = []
    for name, text, more in entries:
        name, mark, asked = name.partition("?")
        try:
            found.append({"url": reverse(name) + mark + asked, "text": text, "more": more})
        except NoReverseMatch:
            continue
    return found


def _on_duty() -> list[dict[str, Any]]:
    """Who is on duty today: name, organisation and its phone, nothing else (D1)."""
    return [
        {
            "kind": duty.get_kind_display(),
            "name": duty.staff.name,
            "organisation": duty.organisation.name,
            "phone": duty.organisation.phone,
        }
        for duty in directory.on_duty()
    ]
