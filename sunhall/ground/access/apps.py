from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "sunhall.ground.access"
    label = "access"
