"""我要问: what everybody may ask; without scripts, without signing in (H12; ux A4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.access.throttle import first_use
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import after, page
from sunhall.knowledge import actions, queries, rules

LEAST, ONCE_A_DAY = 2, 24 * 60


@open_to_public
@require_GET
def ask(request: Request) -> HttpResponse:
    """Search what is public; with nothing asked, what was updated last."""
    asked = request.GET.get("q", "").strip()[:200]
    enough = len(asked) >= LEAST
    return page(
        request,
        "knowledge/portal/ask.html",
        q=asked,
        enough=enough,
        hits=queries.hits_public(asked) if enough else [],
        latest=[] if asked else queries.latest_public(),
    )


@open_to_public
@require_GET
def article(request: Request, number: str) -> HttpResponse:
    """One article: answer, basis, who keeps it, how long it holds."""
    return _article(request, number, "knowledge/portal/article.html")


@open_to_public
@require_GET
def article_print(request: Request, number: str) -> HttpResponse:
    """The same on paper."""
    return _article(request, number, "knowledge/portal/article_print.html")


@open_to_public
@require_POST
def judge(request: Request, number: str) -> HttpResponse:
    """有没有用: one word from one address a day; nobody needs to sign in."""
    said = request.POST.get("useful", "")
    if said not in ("yes", "no"):
        raise refuse("请选择“有用”或“没有用”", field="useful")
    queries.public_article(number)
    sender = request.META.get("REMOTE_ADDR", "")
    if first_use(f"judge:{number}:{sender}", ONCE_A_DAY):
        actions.judge_article(number, useful=said == "yes", by=request.actor)
        messages.success(request, _("谢谢，您的意见已记下"))
    else:
        messages.info(request, _("今天已经收到您对这条的意见，谢谢"))
    return after(request, "portal:article", number)


def _article(request: Request, number: str, template: str) -> HttpResponse:
    row = queries.public_article(number)
    shown = queries.told([row])[0]
    return page(
        request,
        template,
        hit=shown,
        is_expired=rules.is_expired(shown.valid_until, today()),
    )
