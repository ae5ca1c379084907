"""Addresses of the API and of the health probes."""

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.urls import path

from sunhall.api.schema import api
from sunhall.api.v1 import open as open_v1
from sunhall.api.v1 import requests as requests_v1
from sunhall.ground.web.doors import Request, open_to_public

api.add_router("/requests", requests_v1.router)
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


urlpatterns = [
    path("api/v1/", api.urls),
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
]
