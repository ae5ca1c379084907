from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "sunhall.clocks"
    label = "clocks"
