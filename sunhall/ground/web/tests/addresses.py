"""The addresses that frames name, without the house above: ground is tested on its own."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from sunhall.ground.web.doors import open_to_public

PAGE = """{% extends "frames/portal.html" %}{% block title %}人工帮助{% endblock %}
{% block main %}<h1>人工帮助</h1><form method="post" novalidate>{% csrf_token %}</form>
{% endblock %}"""


@open_to_public
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


portal = [path("help/", page, name="help"), path("cookies/", page, name="cookies")]

urlpatterns = [
    path("", include((portal, "portal"))),
    path("out/", page, name="account_logout"),
    path("", include("sunhall.ground.web.urls")),
]
