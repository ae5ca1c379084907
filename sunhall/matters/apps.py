from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "sunhall.matters"
    label = "matters"
