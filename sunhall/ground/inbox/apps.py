from django.apps import AppConfig
from django.core.checks import register

from sunhall.ground.inbox.checks import channels_in_can_work


class InboxConfig(AppConfig):
    name = "sunhall.ground.inbox"
    label = "inbox"

    def ready(self) -> None:
        register(channels_in_can_work)
