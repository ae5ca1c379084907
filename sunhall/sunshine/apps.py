from django.apps import AppConfig


class SunshineConfig(AppConfig):
    name = "sunhall.sunshine"
    label = "sunshine"
