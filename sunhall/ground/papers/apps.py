from django.apps import AppConfig
from django.core.checks import register

from sunhall.ground.papers.checks import machine_has_a_chinese_font


class PapersConfig(AppConfig):
    name = "sunhall.ground.papers"
    label = "papers"

    def ready(self) -> None:
        register(machine_has_a_chinese_font, deploy=True)
