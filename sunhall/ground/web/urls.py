"""Addresses of the ground: settings, help, cookies, styleguide."""

from django.urls import path

from sunhall.ground.web import views

app_name = "web"

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("help/", views.help_page, name="help"),
    path("cookies/", views.cookies, name="cookies"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
