"""Addresses of the citizen frame."""

from django.urls import URLPattern, URLResolver, path

from sunhall.portal import messages, views

portal: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("cases/", views.cases, name="cases"),
    path("cases/<str:number>/", views.case, name="case"),
    path("my/", views.mine, name="my"),
    path("my/messages/", messages.messages, name="messages"),
    path("my/messages/read/", messages.read_all, name="messages-read"),
    path("help/", views.help_page, name="help"),
    path("papers/<str:code>/", views.paper_check, name="paper-check"),
    path("cookies/", views.cookies, name="cookies"),
]
