"""Addresses of figures: for everybody, and for staff."""

from django.urls import URLPattern, path

from sunhall.sunshine.views import inner
from sunhall.sunshine.views import portal as pages

portal: list[URLPattern] = [
    path("figures/", pages.figures, name="figures"),
    path("figures/<str:first>/<str:last>/", pages.figures, name="figures-of"),
    path("figures/<str:first>/<str:last>/rows.csv", pages.rows, name="figures-rows"),
    path("figures/<str:first>/<str:last>/opinions.csv", pages.opinions, name="figures-opinions"),
    path("figures/<str:first>/<str:last>/groups.csv", pages.groups, name="figures-groups"),
]
workbench: list[URLPattern] = [
    path("figures/", inner.figures, name="figures"),
    path("figures/rows/", inner.rows, name="figure-rows"),
    path("figures/rows.csv", inner.export, name="figure-rows-csv"),
]
