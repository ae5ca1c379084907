from django.apps import AppConfig
from django.core.checks import register

from sunhall.ground.lines.checks import exchange_is_whole


class LinesConfig(AppConfig):
    name = "sunhall.ground.lines"
    label = "lines"

    def ready(self) -> None:
        register(exchange_is_whole)
