"""Marks 标记 on a case wherever it is shown: 挂号督办, a letter that runs; ways to order one."""

from collections.abc import Collection

from django.db.models import Value
from django.urls import reverse

from sunhall.ground.access.actor import Actor
from sunhall.matters import rules as matter_rules
from sunhall.supervision import rules
from sunhall.supervision.models import Letter, Listing


def marks_of(actor: Actor, numbers: Collection[str]) -> dict[str, list[matter_rules.Mark]]:
    """The marks of matters an actor already sees, in one query."""
    listed = Listing.objects.filter(matter__number__in=numbers, removed_at=None)
    running = Letter.objects.filter(matter__number__in=numbers, state__in=rules.OPEN_LETTER)
    rows = listed.values_list("matter__number", "pk", Value("")).union(
        running.order_by().values_list("matter__number", "pk", "level")
    )
    found: dict[str, list[matter_rules.Mark]] = {}
    for number, pk, level in rows:
        name, tone = ("letter", "warn") if level else ("listing", "danger")
        url = reverse(f"workbench:{name}", args=[pk])
        words = rules.LEVEL_WORDS.get(level, "挂号督办")
        found.setdefault(number, []).append(matter_rules.Mark(words, tone, url))
    return found


def ways_of(actor: Actor, number: str) -> list[matter_rules.Mark]:
    """What somebody who supervises may do beside a case."""
    ways = []
    if any(actor.may(one.permission) for one in rules.LEVELS):
        ways.append(
            matter_rules.Mark("发督办函", "", reverse("workbench:letter-new", args=[number]))
        )
    if actor.may("supervision.list"):
        ways.append(
            matter_rules.Mark("挂号督办", "", reverse("workbench:listing-new", args=[number]))
        )
    return ways
