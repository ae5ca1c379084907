"""Makers: organisations, posts and staff beyond the cast, by calling actions."""

from sunhall.directory import actions
from sunhall.directory.models import Post, Staff
from sunhall.ground.access.actor import SYSTEM


def member(code: str = "xin", name: str = "辛来", organisation: str = "qh-mz") -> Staff:
    """Hire somebody."""
    return actions.hire_staff(code, name, organisation, by=SYSTEM).staff


def post(code: str = "mz-new", name: str = "新设岗", organisation: str = "qh-mz") -> Post:
    """Open a post."""
    return actions.open_post(code, name, organisation, by=SYSTEM)
