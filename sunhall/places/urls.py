"""Addresses of the place map."""

from django.urls import URLPattern, URLResolver, path

from sunhall.places.views import workbench as desk

workbench: list[URLPattern | URLResolver] = [
    path("places/", desk.places, name="places"),
    path("places/add/", desk.place_add, name="place-add"),
    path("places/import/", desk.places_import, name="places-import"),
    path("places/<str:code>/rename/", desk.place_rename, name="place-rename"),
    path("places/<str:code>/close/", desk.place_close, name="place-close"),
]
