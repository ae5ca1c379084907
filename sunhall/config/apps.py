"""Start-up: wire the house once."""

from django.apps import AppConfig
from django.core.checks import register

from sunhall.config.logs import configure
from sunhall.ground.access import permissions
from sunhall.ground.sealed.checks import keys_are_well_formed


class SunhallConfig(AppConfig):
    name = "sunhall.config"
    label = "config"

    def ready(self) -> None:
        """Open the house: logs, permissions, reactions, kinds and bridges."""
        configure()
        register(keys_are_well_formed)
        # Both import models, which Django refuses until every app is loaded.
        from sunhall import wiring  # noqa: PLC0415
        from sunhall.ground.journal import record, standing  # noqa: PLC0415

        permissions.wire(wiring.PERMISSIONS, wiring.ROLES)
        record.wire(wiring.REACTIONS, wiring.ALIASES)
        standing.wire(wiring.REGISTERS, wiring.QUIET)
        wiring.open_house()
