"""Addresses: each domain's pages under the frame of their audience."""

from django.urls import URLPattern, URLResolver, include, path

portal: list[URLPattern | URLResolver] = []
workbench: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((portal, "portal"))),
    path("workbench/", include((workbench, "workbench"))),
    path("accounts/", include("allauth.urls")),
    path("", include("sunhall.ground.web.urls")),
]
