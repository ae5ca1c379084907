from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sunhall.ground.web"
    label = "web"
