"""Addresses of Open311, below /open311/v2/."""

from django.urls import URLPattern, path

from sunhall.api.open311 import views

urlpatterns: list[URLPattern] = [
    path("discovery.<str:form>", views.discovery),
    path("services.<str:form>", views.services),
    path("services/<str:code>.<str:form>", views.service),
    path("requests.<str:form>", views.requests),
    path("requests/<str:number>.<str:form>", views.one_request),
    path("tokens/<str:token>.<str:form>", views.token),
    path("", views.unknown),
    path("<path:rest>", views.unknown),
]
