from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "sunhall.care"
    label = "care"
