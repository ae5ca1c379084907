"""Refusals become pages: always with the reason, the article and the way out."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sunhall.ground.kit.refusal import Conflict, NotFound, Refused


class RefusalMiddleware:
    """Turn `Refused` into 403 or 409, `NotFound` into 404 and a lock time-out into 503."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return render(request, "404.html", status=404)
        if isinstance(error, Refused):
            status = 409 if isinstance(error, Conflict) else 403
            return render(request, "web/refused.html", {"verdict": error.verdict}, status=status)
        if isinstance(error, OperationalError) and "lock" in str(error).lower():
            return render(request, "503.html", {"busy": True}, status=503)
        if isinstance(error, Http404):
            return render(request, "404.html", status=404)
        return None
