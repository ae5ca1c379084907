"""Addresses of the API and of the health probes."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from sunhall.api.errors import problem, told
from sunhall.api.lines import heard
from sunhall.api.open311.urls import urlpatterns as open311
from sunhall.api.schema import api
from sunhall.api.sms import heard as sms_heard
from sunhall.api.v1 import articles as articles_v1
from sunhall.api.v1 import conferring as conferring_v1
from sunhall.api.v1 import effects as effects_v1
from sunhall.api.v1 import hot as hot_v1
from sunhall.api.v1 import intake as intake_v1
from sunhall.api.v1 import letters as letters_v1
from sunhall.api.v1 import open as open_v1
from sunhall.api.v1 import reports as reports_v1
from sunhall.api.v1 import requests as requests_v1
from sunhall.api.wechat import heard as wechat_heard
from sunhall.ground.web.doors import Request, open_to_public

api.add_router("/requests", requests_v1.router)
api.add_router("/intake", intake_v1.router)
api.add_router("/letters", letters_v1.router)
api.add_router("/hot-issues", hot_v1.router)
api.add_router("/reports", reports_v1.router)
api.add_router("/articles", articles_v1.router)
api.add_router("", conferring_v1.router)
api.add_router("/dialogues", effects_v1.router)
api.add_router("", open_v1.router)


@open_to_public
def alive(request: Request) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_public
def ready(request: Request) -> JsonResponse:
    """The database answers and its tables are those of this program."""
    executor = MigrationExecutor(connection)
    behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    state: dict[str, Any] = {"database": "behind" if behind else "ok"}
    return JsonResponse(state, status=503 if behind else 200)


@open_to_public
def unknown(request: Request, rest: str) -> HttpResponse:
    """No such address: said as a problem, as everything else of the API."""
    return problem(404, "没有这个地址")


_patterns, _name, _namespace = api.urls
_pattern: Any
for _pattern in _patterns:
    _pattern.callback = told(_pattern.callback)

urlpatterns = [
    path("api/v1/", (_patterns, _name, _namespace)),
    path("api/lines/events", heard, name="lines-events"),
    path("api/sms/events", sms_heard, name="sms-events"),
    path("api/wechat/messages", wechat_heard, name="wechat-messages"),
    path("api/<path:rest>", csrf_exempt(unknown)),
    path("open311/v2/", include(open311)),
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
]
