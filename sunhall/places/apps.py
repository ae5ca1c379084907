from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "sunhall.places"
    label = "places"
