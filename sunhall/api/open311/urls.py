"""Addresses of Open311, below /open311/v2/."""

from django.urls import URLPattern, path

from sunhall.api.open311 import views

urlpatterns: list[URLPattern] = [
    path("discovery.<form>", views.discovery),
    path("services.<form>", views.services),
    path("services/<code>.<form>", views.service),
    path("requests.<form>", views.requests),
    path("requests/<number>.<form>", views.one_request),
    path("tokens/<token>.<form>", views.token),
    path("", views.unknown),
    path("<path:rest>", views.unknown),
]
