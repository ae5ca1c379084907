"""Makers: a small map, by calling actions."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.places import actions
from sunhall.places.models import Place

COUNTY = (
    ("990101", "青禾县"),
    ("990101100", "东山镇"),
    ("990101101", "柳溪镇"),
    ("990101100201", "石桥村"),
    ("990101101201", "石桥村"),
    ("990101100201001", "石桥村一组"),
)


def county() -> dict[str, Place]:
    """Register one county with two towns, two villages of one name, and a household group."""
    return {code: actions.add_place(code, name, by=SYSTEM) for code, name in COUNTY}
