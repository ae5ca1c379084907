"""Which exchange this county has."""

from collections.abc import Callable

from django.conf import settings

from sunhall.ground.lines.ari import Asterisk
from sunhall.ground.lines.exchange import ARI, SIMULATOR, WEBHOOK, Exchange
from sunhall.ground.lines.simulator import Simulator
from sunhall.ground.lines.webhook import Webhook

_MADE: dict[str, Callable[[], Exchange]] = {
    ARI: Asterisk,
    WEBHOOK: Webhook,
    SIMULATOR: Simulator,
}


def configured() -> str:
    """The name of the exchange that is configured; "" for none."""
    return str(settings.LINES)


def exchange(name: str = "") -> Exchange | None:
    """The exchange of that name, or the configured one."""
    make = _MADE.get(name or configured())
    return make() if make else None
