"""Addresses of the phone desk."""

from django.urls import URLPattern, URLResolver, path

from sunhall.calls.views import calls, exchange, roster

workbench: list[URLPattern | URLResolver] = [
    path("calls/", calls.calls, name="calls"),
    path("calls/missed/", calls.missed, name="calls-missed"),
    path("calls/roster/", roster.roster, name="call-roster"),
    path("calls/roster/sit/", roster.sit, name="call-roster-sit"),
    path("calls/roster/shift/", roster.shift, name="call-roster-shift"),
    path("calls/exchange/", exchange.lines_page, name="lines"),
    path("calls/exchange/check/", exchange.check, name="lines-check"),
    path("calls/exchange/seat/", exchange.seat, name="lines-seat"),
    path("calls/simulator/", exchange.simulate, name="simulator"),
    path("calls/<str:code>/", calls.call, name="call"),
    path("calls/<str:code>/back/", calls.back, name="call-back"),
    path("calls/<str:code>/note/", calls.note, name="call-note"),
    path("calls/<str:code>/number/", calls.number, name="call-number"),
    path("calls/<str:code>/sound/<str:name>/", calls.sound, name="call-sound"),
]
