"""Who somebody is to a supervision: office, names of posts with their organisations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.refusal import refuse

if TYPE_CHECKING:
    from sunhall.directory.models import Organisation


def office_of(actor: Actor) -> "Organisation":
    """The organisation of a member of staff, which signs their letters."""
    if not actor.is_staff:
        raise refuse("督办文书由工作人员发出")
    return directory.staff_for(actor.id).organisation


def unit_of(actor: Actor) -> str:
    """The code of the organisation somebody works for; empty for a machine."""
    return office_of(actor).code if actor.is_staff else ""


def unit_of_post(post: str) -> str:
    """The code of the organisation a post belongs to."""
    row = directory.posts_within([""]).filter(code=post).first()
    return row.organisation.code if row else ""


def full_name(organisation: "Organisation") -> str:
    """The name under which an office signs: with its county."""
    name, county = organisation.name, str(settings.COUNTY)
    return name if name.startswith(county) else f"{county}{name}"


def addressed(post: str) -> str:
    """A post as the recipient of a letter: organisation and post."""
    return named_posts([post]).get(post, post).replace(" · ", "")


def named_posts(codes: Iterable[str]) -> dict[str, str]:
    """Posts with their organisation, in one query."""
    rows = directory.posts_within([""]).filter(code__in=set(codes))
    named = rows.values_list("code", "organisation__name", "name")
    return {code: f"{organisation} · {name}" for code, organisation, name in named}


def unit_of_staff(code: str) -> str:
    """The code of the organisation of `staff:zhao`, also of somebody who has left; else empty."""
    kind, _, staff = code.partition(":")
    if kind != "staff" or not directory.staff_at_work().filter(code=staff).exists():
        return ""
    return directory.staff_for(staff).organisation.code


def units_of(codes: Iterable[str]) -> dict[str, str]:
    """Codes such as `staff:zhao` with the names of their organisations, in one query."""
    plain = {code.partition(":")[2] for code in codes}
    rows = directory.staff_at_work().filter(code__in=plain)
    return {f"staff:{code}": name for code, name in rows.values_list("code", "organisation__name")}
