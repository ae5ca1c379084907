"""Addresses of the care hotline."""

from django.urls import URLPattern, path

from sunhall.care.views import acts, pages
from sunhall.care.views.acting import page_of_act, page_of_press

portal: list[URLPattern] = [path("care/", pages.public, name="care")]

workbench: list[URLPattern] = [
    path("care/", pages.queue, name="care"),
    path("care/fund/<slug:code>/", pages.fund, name="care-fund"),
    path("care/promises/", pages.promises, name="care-promises"),
    path("care/carers/", pages.carers, name="care-carers"),
    path("care/green/", pages.green, name="care-green-log"),
    *(path(f"care/{one.route}", page_of_act(one), name=one.name) for one in acts.ACTS),
    *(path(f"care/{one.route}", page_of_press(one), name=one.name) for one in acts.PRESSES),
    path("care/case/<str:key>/", pages.case, name="care-case"),
]
