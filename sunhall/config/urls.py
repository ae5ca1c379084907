"""Addresses: each domain's pages under the frame of their audience."""

from django.urls import URLPattern, URLResolver, include, path

from sunhall.calls import urls as calls
from sunhall.care import urls as care
from sunhall.clocks import urls as clocks
from sunhall.days import urls as days
from sunhall.directory import urls as directory
from sunhall.hotline import urls as hotline
from sunhall.knowledge import urls as knowledge
from sunhall.people import urls as people
from sunhall.places import urls as places
from sunhall.portal import urls as citizen
from sunhall.reports import urls as reports
from sunhall.sunshine import urls as sunshine
from sunhall.supervision import urls as supervision
from sunhall.workbench import urls as bench

portal: list[URLPattern | URLResolver] = [
    *citizen.portal,
    *hotline.portal,
    *knowledge.portal,
    *days.portal,
    *care.portal,
    *directory.portal,
    *people.portal,
    *sunshine.portal,
]
workbench: list[URLPattern | URLResolver] = [
    *clocks.workbench,
    *directory.workbench,
    *people.workbench,
    *places.workbench,
    *calls.workbench,
    *hotline.workbench,
    *knowledge.workbench,
    *days.workbench,
    *care.workbench,
    *bench.workbench,
    *supervision.workbench,
    *reports.workbench,
    *sunshine.workbench,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((portal, "portal"))),
    path("workbench/", include((workbench, "workbench"))),
    path("accounts/", include(directory.accounts)),
    path("", include("sunhall.api.urls")),
    path("", include("sunhall.ground.web.urls")),
]

handler500 = "sunhall.ground.web.views.broken"
