"""What happens to accounts because time passed."""

from sunhall.ground.access import throttle


def forget_lapsed_throttles() -> None:
    """Nothing about wrong tries is kept longer than it counts (PIPL 19)."""
    throttle.forget_lapsed()
