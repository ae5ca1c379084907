"""Addresses of the ground: settings and styleguide."""

from django.urls import path

from sunhall.ground.web import views

app_name = "web"

urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
