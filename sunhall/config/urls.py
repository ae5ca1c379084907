"""Addresses: each domain's pages under the frame of their audience."""

from django.urls import URLPattern, URLResolver, include, path

from sunhall.clocks import urls as clocks
from sunhall.directory import urls as directory
from sunhall.people import urls as people

portal: list[URLPattern | URLResolver] = [
    *people.portal,
]
workbench: list[URLPattern | URLResolver] = [
    *clocks.workbench,
    *people.workbench,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((portal, "portal"))),
    path("workbench/", include((workbench, "workbench"))),
    path("accounts/", include(directory.accounts)),
    path("", include("sunhall.api.urls")),
    path("", include("sunhall.ground.web.urls")),
]
