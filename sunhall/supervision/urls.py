"""Addresses of supervision."""

from django.urls import URLPattern, path

from sunhall.supervision.views import workbench as pages

workbench: list[URLPattern] = [
    path("watch/", pages.cockpit, name="watch"),
    path("watch/list/", pages.behind, name="watch-list"),
]
