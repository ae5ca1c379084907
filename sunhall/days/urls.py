"""Addresses of phone days and programmes."""

from django.urls import URLPattern, path

from sunhall.days.views import acts, sittings
from sunhall.days.views import portal as pages
from sunhall.days.views.acting import page_of_act, page_of_press

portal: list[URLPattern] = [
    path("days/", pages.coming, name="days"),
    path("days/past/", pages.past, name="days-past"),
    path("days/calendar.ics", pages.calendar, name="days-calendar"),
    path("days/<int:pk>/", pages.sitting, name="day"),
    path("days/<int:pk>/asked/", pages.asked, name="day-asked"),
]

workbench: list[URLPattern] = [
    path("days/", sittings.sittings, name="days"),
    path("days/log.csv", sittings.export, name="days-log"),
    path("days/follow/", sittings.follow, name="days-follow"),
    path("days/plan/", sittings.plan, name="day-plan"),
    path("days/series/<slug:code>/", sittings.series, name="day-series"),
    path("days/series/<slug:code>/rule/", sittings.timetable, name="day-timetable"),
    path("days/<int:pk>/", sittings.sitting, name="day"),
    path("days/<int:pk>/live/", sittings.live, name="day-live"),
    *(path(f"days/{one.route}", page_of_act(one), name=one.name) for one in acts.ACTS),
    *(path(f"days/{one.route}", page_of_press(one), name=one.name) for one in acts.PRESSES),
]
