"""What may be done beside a case about how it counts (D2)."""

from django.urls import reverse

from sunhall.ground.access.actor import Actor
from sunhall.matters import queries as matters
from sunhall.matters.rules import Mark, measuring


def ways_of(actor: Actor, number: str) -> list[Mark]:
    """Ask to leave an answered matter out 申请剔除, or see what was asked before."""
    asked = matters.exclusions_of(actor, number)
    ways = [Mark("剔除情况", "", reverse("workbench:exclusion", args=[asked])) if asked else None]
    if not asked and actor.may(measuring.EXCLUDE):
        matter = matters.matter_for(actor, number)
        offices, office = matters.offices_of_actor(actor), matters.office_of(matter)
        if matter.answered_at and measuring.may_propose_exclusion(actor, offices, office):
            ways.append(Mark("申请剔除", "", reverse("workbench:exclude", args=[number])))
    return [way for way in ways if way]
