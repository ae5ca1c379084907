from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "sunhall.hotline"
    label = "hotline"
