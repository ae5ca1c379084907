"""Addresses of the calendar and the deadline rules."""

from django.urls import URLPattern, path

from sunhall.clocks.views import calendar, limits, notices

workbench: list[URLPattern] = [
    path("calendar/", calendar.year, name="calendar"),
    path("calendar/notice/", notices.paste, name="calendar-notice"),
    path("calendar/notices/<int:proposal>/", notices.proposal, name="calendar-proposal"),
    path("calendar/notices/<int:proposal>/approve/", notices.approve, name="calendar-approve"),
    path("calendar/notices/<int:proposal>/reject/", notices.reject, name="calendar-reject"),
    path("calendar/day/", calendar.day, name="calendar-day"),
    path("calendar/day/withdraw/", calendar.withdraw, name="calendar-withdraw"),
    path("calendar/hours/", calendar.hours, name="calendar-hours"),
    path("calendar/open-year/", calendar.open_year, name="calendar-open-year"),
    path("limit-rules/", limits.table, name="limit-rules"),
    path("limit-rules/<str:code>/", limits.one, name="limit-rule"),
    path("limit-rules/<str:code>/set/", limits.change, name="limit-rule-set"),
]
