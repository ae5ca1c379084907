"""What the spine holds about a person, and why it may have to keep it (PIPL 45, 47)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sunhall.ground.kit.verdict import YES, Verdict, no
from sunhall.matters.models import Matter
from sunhall.matters.queries.kinds import kind
from sunhall.matters.rules import PHASES
from sunhall.people.rules import Held


def may_forget(person: str) -> Verdict:
    """An open matter keeps its person: nobody could answer them any more."""
    count = Matter.objects.filter(person=person, closed_at=None).count()
    if count:
        words = _("还有 %(count)s 件事项没有办结，办结后可以删除") % {"count": count}
        return no(words, article="个人信息保护法 第47条")
    return YES


def held_about(person: str) -> Iterable[Held]:
    """The matters of a person, the latest first."""
    for matter in Matter.objects.filter(person=person).order_by("-opened_at"):
        words = f"{PHASES[matter.phase]} {matter.subject}".strip()
        yield Held(matter.number, words, kind(matter.kind).words)
