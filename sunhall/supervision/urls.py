"""Addresses of supervision."""

from django.urls import URLPattern, path

from sunhall.supervision.views import cockpit, listing

workbench: list[URLPattern] = [
    path("watch/", cockpit.cockpit, name="watch"),
    path("watch/list/", listing.behind, name="watch-list"),
    path("watch/list.csv", listing.export, name="watch-list-csv"),
]
