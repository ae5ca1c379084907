"""Addresses of the hotline."""

from django.urls import URLPattern, URLResolver, path

from sunhall.hotline.views.portal import (
    asking,
    following,
    opening,
    placing,
    replying,
    sending,
    telling,
)

portal: list[URLPattern | URLResolver] = [
    path("request/new/", telling.text, name="request-new"),
    path("request/new/keep/", telling.keep, name="request-new-keep"),
    path("request/new/elsewhere/<slug:ground>/", telling.stop, name="request-new-stop"),
    path("request/new/class/", asking.classing, name="request-new-class"),
    path("request/new/place/", placing.place, name="request-new-place"),
    path("request/new/place/search/", placing.search, name="request-new-place-search"),
    path("request/new/contact/", asking.contact, name="request-new-contact"),
    path("request/new/check/", sending.check, name="request-new-check"),
    path("request/sent/", sending.sent, name="request-sent"),
    path("request/receipt/<str:token>/", sending.receipt, name="request-receipt"),
    path(
        "request/receipt/<str:token>/print/",
        sending.receipt,
        {"paper": "a4"},
        name="request-receipt-print",
    ),
    path("track/", opening.track, name="request-track"),
    path("t/<str:token>/", opening.by_link, name="request-open"),
    path("t/<str:token>/rate/", opening.by_link, {"to": "rate"}, name="request-open-rate"),
    path("rate/reasons/", replying.reasons, name="request-rate-reasons"),
    path("request/<str:number>/", following.follow, name="request"),
    path("request/<str:number>/file/<slug:code>/", following.file, name="request-file"),
    path("request/<str:number>/rate/", replying.rate, name="request-rate"),
    path("request/<str:number>/not-satisfied/", replying.dissatisfy, name="request-dissatisfy"),
    path("request/<str:number>/dialogue/", replying.wish, name="request-wish"),
    path(
        "request/<str:number>/contact/<int:contact>/dispute/",
        replying.dispute,
        name="request-dispute",
    ),
    path("request/<str:number>/more/", replying.supplement, name="request-supplement"),
    path("request/<str:number>/withdraw/", replying.withdraw, name="request-withdraw"),
    path("request/<str:number>/public/", replying.publish, name="request-publish"),
]
