"""Second factors: what allauth leaves out, for the rest of its pages serve as they are."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from sunhall.ground.web.doors import Request, staff


class _RemoveKey(RemoveWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Who needs a second factor keeps the last one (身份鉴别 d)."""

    def form_valid(self, form: Form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)  # type: ignore[no-any-return]
        return super().form_valid(form)  # type: ignore[no-any-return]


@staff("workbench.enter")
@require_http_methods(["GET", "POST"])
def remove_key(request: Request, pk: int) -> HttpResponseBase:
    """Remove one of my security keys."""
    return _RemoveKey.as_view()(request, pk=pk)  # type: ignore[no-any-return]
