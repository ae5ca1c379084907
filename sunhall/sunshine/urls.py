"""Addresses of figures: for everybody, and for staff."""

from django.urls import URLPattern, path

from sunhall.sunshine.views import comparing, excluding, inner, measures
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
    path("figures/compare/", comparing.compare, name="figures-compare"),
    path("figures/exclusions/", excluding.listed, name="exclusions"),
    path("figures/exclusions/<int:exclusion>/", excluding.one, name="exclusion"),
    path("figures/exclusions/<int:exclusion>/decide/", excluding.decide, name="exclusion-decide"),
    path("figures/exclusions/<int:exclusion>/end/", excluding.end, name="exclusion-end"),
    path("figures/exclude/<str:number>/", excluding.propose, name="exclude"),
    path("figures/measures/", measures.sets, name="measures"),
    path("figures/measures/<slug:kind>/", measures.one, name="measure"),
    path("figures/measures/<slug:kind>/propose/", measures.propose, name="measure-propose"),
    path("figures/measure-proposals/<int:proposal>/", measures.proposal, name="measure-proposal"),
    path(
        "figures/measure-proposals/<int:proposal>/approve/",
        measures.approve,
        name="measure-approve",
    ),
    path(
        "figures/measure-proposals/<int:proposal>/reject/", measures.reject, name="measure-reject"
    ),
]
