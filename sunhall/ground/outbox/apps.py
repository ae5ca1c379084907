from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "sunhall.ground.outbox"
    label = "outbox"
