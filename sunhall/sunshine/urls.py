"""Addresses of the public pages."""

from django.urls import URLPattern, path

from sunhall.sunshine.views import portal as pages

portal: list[URLPattern] = [
    path("figures/", pages.figures, name="figures"),
    path("figures/rows.csv", pages.rows, name="figures-rows"),
]
