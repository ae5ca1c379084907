from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "sunhall.supervision"
    label = "supervision"
