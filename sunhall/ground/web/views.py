"""Pages of the ground: settings and styleguide."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from sunhall.ground.web import styleguide as samples
from sunhall.ground.web.doors import Request, open_to_public
from sunhall.ground.web.parts import page
from sunhall.ground.web.preferences import keep, preferences_of


@open_to_public
@require_POST
def preferences(request: Request) -> HttpResponse:
    """Keep the reader's settings and go back to the page he came from, never elsewhere."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(back if safe else "/")
    keep(request, response)
    return response


@open_to_public
@require_GET
def styleguide(request: Request) -> HttpResponse:
    """Show every component in every state, in any density."""
    return page(request, "web/styleguide.html", **samples.everything(request.GET))


def broken(request: HttpRequest) -> HttpResponse:
    """Say that it is our fault, in the reader's own letters. No table is asked: one may be why."""
    asked = preferences_of(request)
    known = {"density": asked.density, "preferences": asked, "help_phone": settings.HELP_PHONE}
    return HttpResponseServerError(render_to_string("500.html", {"chrome": known}))
