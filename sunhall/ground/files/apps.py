from django.apps import AppConfig
from django.core.checks import register

from sunhall.ground.files.checks import public_site_has_a_scanner, scanner_has_an_address


class FilesConfig(AppConfig):
    name = "sunhall.ground.files"
    label = "files"

    def ready(self) -> None:
        register(scanner_has_an_address)
        register(public_site_has_a_scanner, deploy=True)
