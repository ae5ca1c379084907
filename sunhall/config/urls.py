"""Addresses: each domain's pages under the frame of their audience."""

from django.urls import URLPattern, URLResolver, include, path

from sunhall.clocks import urls as clocks
from sunhall.directory import urls as directory

portal: list[URLPattern | URLResolver] = []
workbench: list[URLPattern | URLResolver] = [
    *clocks.workbench,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((portal, "portal"))),
    path("workbench/", include((workbench, "workbench"))),
    path("accounts/", include(directory.accounts)),
    path("", include("sunhall.ground.web.urls")),
]
