from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "sunhall.calls"
    label = "calls"
