"""Rows of a list with their ten elements in words, as far as an actor may see the request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.hotline import queries as hotline
from sunhall.matters import queries as matters
from sunhall.people import queries as people
from sunhall.reports import rules
from sunhall.supervision import queries as supervision


@dataclass(frozen=True, slots=True)
class Row:
    """One request of a list: the ten elements, in the order of the source.

    `is_seen` says whether this actor may open it; of the others only the number is told, and of
    one that has gone to inspection since not even that.
    """

    number: str
    is_seen: bool
    subject: str = ""
    who: str = ""
    when: datetime | None = None
    channel: str = ""
    class_words: str = ""
    opinion: str = ""
    limit: str = ""
    result: str = ""
    handler: str = ""
    handler_name: str = ""
    supervisor: str = ""
    supervisor_names: str = ""
    revisit: str = ""


def listed(actor: Actor, told: Sequence[rules.Elements]) -> list[Row]:
    """A page of rows, in few queries whatever their number."""
    numbers = {one.number for one in told}
    subjects = dict(
        matters.matters_for(actor).filter(number__in=numbers).values_list("number", "subject")
    )
    sealed = set(
        matters.matters_for(SYSTEM)
        .filter(number__in=numbers - set(subjects), is_sealed=True)
        .values_list("number", flat=True)
    )
    names = _persons(actor, numbers)
    paths = dict(
        hotline.every_class()
        .filter(code__in={one.class_code or "" for one in told})
        .values_list("code", "path")
    )
    posts = supervision.named_posts(one.post for one in told)
    staff = directory.names_of(
        [*(one.staff for one in told), *(by for one in told for _level, by in one.supervised)]
    )
    return [
        _row(one, subjects[one.number], names, paths, posts, staff)
        if one.number in subjects
        else Row("" if one.number in sealed else one.number, is_seen=False)
        for one in told
    ]


def _persons(actor: Actor, numbers: set[str]) -> dict[str, str]:
    """The masked name of whoever asked, where this actor may know it."""
    known = dict(
        matters.named_for(actor)
        .filter(number__in=numbers)
        .exclude(person="")
        .values_list("number", "person")
    )
    found = {
        one.public_id: people.seen(one).name for one in people.people_of(actor, known.values())
    }
    return {number: found[person] for number, person in known.items() if person in found}


def _row(
    one: rules.Elements,
    subject: str,
    names: dict[str, str],
    paths: dict[str, str],
    posts: dict[str, str],
    staff: dict[str, str],
) -> Row:
    by_code = {element.code: element for element in rules.ELEMENTS}

    def words(code: str) -> str:
        element = by_code[code]
        value = element.of(one, rules.DAY)
        return element.values.get(value, value)

    ordered = [staff.get(by, "") for _level, by in one.supervised]
    return Row(
        number=one.number,
        is_seen=True,
        subject=subject,
        who=words("who") if one.is_confidential else names.get(one.number, words("who")),
        when=one.opened_at,
        channel=words("channel"),
        class_words=paths.get(one.class_code or "", "未分类"),
        opinion=words("opinion"),
        limit=words("limit"),
        result=words("result"),
        handler=posts.get(one.post, one.post),
        handler_name=staff.get(one.staff, ""),
        supervisor=words("supervisor"),
        supervisor_names="、".join(dict.fromkeys(name for name in ordered if name)),
        revisit=words("revisit"),
    )
