"""Makers: people as tests need them, by calling actions."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.people import actions
from sunhall.people.models import Person

ID_NUMBER = "11010519491231002X"
CREDIT_CODE = "91350100M000100Y43"


def person(name: str = "林晓", phone: str = "13900000009", **more: str) -> Person:
    """Register a person."""
    return actions.know_person(name=name, phone=phone, channel="测试", by=SYSTEM, **more)
