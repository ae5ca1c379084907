from django.apps import AppConfig
from django.core.checks import register

from sunhall.ground.outbox.checks import channels_have_addresses


class OutboxConfig(AppConfig):
    name = "sunhall.ground.outbox"
    label = "outbox"

    def ready(self) -> None:
        register(channels_have_addresses)
