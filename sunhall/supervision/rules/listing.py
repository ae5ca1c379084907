"""Listed supervision 挂号督办: only who listed it removes it (V4; 002 三)."""

from dataclasses import dataclass

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.matters.rules import ENDED

MOST_DAYS = 60


@dataclass(frozen=True)
class ListingFacts:
    """Who listed it, from which organisation, and whether that person still works here."""

    is_open: bool
    listed_by: str
    organisation: str
    lister_left: bool = False


def may_list(actor: Actor, *, phase: str, is_listed: bool) -> Verdict:
    """List 挂号 an open matter that is not listed yet."""
    if not actor.may("supervision.list"):
        return no("只有督查、纪检监察和领导岗位可以挂号督办", article="V4")
    if phase in ENDED:
        return no("此件已经办结，不能再挂号督办")
    if is_listed:
        return no("此件已经挂号督办，请在原号下督办")
    return YES


def may_remove(actor: Actor, facts: ListingFacts, *, organisation: str = "") -> Verdict:
    """Remove 销号: whoever listed it; when they have left, a colleague of the same office."""
    if not facts.is_open:
        return no("此件已经销号")
    if actor.code == facts.listed_by:
        return YES
    heir = actor.may("supervision.list") and organisation == facts.organisation
    if facts.lister_left and heir:
        return YES
    return no("谁挂号谁销号：请由挂号的人核实后销号", article="002 三")


def may_progress(actor: Actor, facts: ListingFacts, *, post: str) -> Verdict:
    """Report progress 督办进展: the post that handles it, and those who list."""
    if not facts.is_open:
        return no("此件已经销号，不能再记录进展")
    if post in actor.posts or actor.may("supervision.list"):
        return YES
    return no("督办进展由承办岗位或督办人员记录")
