"""Addresses of the calendar and the deadline rules."""

from django.urls import URLPattern, path

from sunhall.clocks.views import calendar, days, grounds, lamps, limits, notices, presets

workbench: list[URLPattern] = [
    path("calendar/", calendar.year, name="calendar"),
    path("calendar/notice/", notices.paste, name="calendar-notice"),
    path("calendar/notice/by-hand/", notices.enter, name="calendar-notice-by-hand"),
    path("calendar/notices/<int:proposal>/", notices.proposal, name="calendar-proposal"),
    path("calendar/notices/<int:proposal>/approve/", notices.approve, name="calendar-approve"),
    path("calendar/notices/<int:proposal>/reject/", notices.reject, name="calendar-reject"),
    path("calendar/day/", days.day, name="calendar-day"),
    path("calendar/day/withdraw/", days.withdraw, name="calendar-withdraw"),
    path("calendar/days/<int:proposal>/", days.proposal, name="calendar-day-proposal"),
    path("calendar/days/<int:proposal>/approve/", days.approve, name="calendar-day-approve"),
    path("calendar/days/<int:proposal>/reject/", days.reject, name="calendar-day-reject"),
    path("calendar/recomputing/", calendar.recomputing, name="calendar-recomputing"),
    path("calendar/hours/", calendar.hours, name="calendar-hours"),
    path("calendar/open-year/", calendar.open_year, name="calendar-open-year"),
    path("limit-rules/", limits.table, name="limit-rules"),
    path("limit-rules/new/", limits.new, name="limit-new"),
    path("limit-rules/proposals/<int:proposal>/", limits.proposal, name="limit-proposal"),
    path("limit-rules/proposals/<int:proposal>/approve/", limits.approve, name="limit-approve"),
    path("limit-rules/proposals/<int:proposal>/reject/", limits.reject, name="limit-reject"),
    path("limit-rules/lamps/", lamps.lamps, name="lamps"),
    path("limit-rules/presets/", presets.presets, name="presets"),
    path("limit-rules/presets/<str:key>/", presets.preset, name="preset"),
    path("limit-rules/presets/<str:key>/choose/", presets.choose, name="preset-choose"),
    path("limit-rules/preset-proposals/<int:proposal>/", presets.proposal, name="preset-proposal"),
    path(
        "limit-rules/preset-proposals/<int:proposal>/approve/",
        presets.approve,
        name="preset-approve",
    ),
    path(
        "limit-rules/preset-proposals/<int:proposal>/reject/", presets.reject, name="preset-reject"
    ),
    path("limit-rules/grounds/", grounds.table, name="pause-grounds"),
    path("limit-rules/grounds/new/", grounds.new, name="pause-ground-new"),
    path("limit-rules/grounds/<str:code>/", grounds.one, name="pause-ground"),
    path("limit-rules/grounds/<str:code>/set/", grounds.change, name="pause-ground-set"),
    path("limit-rules/<str:code>/", limits.one, name="limit-rule"),
    path("limit-rules/<str:code>/set/", limits.change, name="limit-rule-set"),
]
