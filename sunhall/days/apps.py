from django.apps import AppConfig


class DaysConfig(AppConfig):
    name = "sunhall.days"
    label = "days"
