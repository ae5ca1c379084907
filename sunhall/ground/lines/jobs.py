"""What time asks of the lines."""

from sunhall.ground.lines import facts, orders
from sunhall.ground.lines.chosen import configured, exchange
from sunhall.ground.lines.exchange import Declined, Unreachable


def send_left_orders() -> None:
    """Send or give up the orders that a killed process left."""
    orders.send_left()


def forget_old_orders() -> None:
    """Delete orders and callbacks older than a month (PIPL 19)."""
    orders.forget_old()


def reconcile_lines() -> None:
    """Compare the calls we believe in with those the exchange has: an event may have been lost."""
    asked = exchange()
    try:
        lines = asked.living() if asked else None
    except (Unreachable, Declined):
        # Its page and the listener say so; who waits is not hung up because we cannot see.
        return
    if lines is not None:
        facts.tell_living(configured(), lines)
