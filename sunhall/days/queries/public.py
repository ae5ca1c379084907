"""What everybody sees: coming sittings, past ones, and questions that were reviewed 公开审核."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sunhall.days import rules
from sunhall.days.models import Sitting
from sunhall.days.queries.sittings import GuestLine, guest_lines, sittings_by_kind
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.kit.verdict import Verdict
from sunhall.hotline import queries as hotline


@dataclass(frozen=True)
class PublicSitting:
    """One sitting as the public page shows it: posts and numbers, no person who asked."""

    sitting: Sitting
    guests: list[GuestLine]
    asked: int
    filed: int
    told: int
    may_ask: Verdict


def public_sittings(*, past: bool = False) -> list[PublicSitting]:
    """Published sittings to come, or those that are over."""
    rows = sittings_by_kind(past=past).filter(published_at__isnull=False)
    return _shown(rows[:60])


def public_sitting(pk: int) -> PublicSitting:
    """One published sitting."""
    rows = Sitting.objects.select_related("series").filter(pk=pk, published_at__isnull=False)
    found = _shown(rows)
    if not found:
        raise NotFound(f"sitting {pk}")
    return found[0]


def public_cases(sitting: Sitting) -> list[Any]:
    """The questions of a sitting that were reviewed and published, in just those words."""
    asked = sitting.questions.filter(matter__isnull=False).values("matter")
    return hotline.cases_of(hotline.published_requests().filter(matter__in=asked))


def occasions(sittings: Iterable[PublicSitting], address: str) -> list[rules.Occasion]:
    """Sittings for anybody's own calendar."""
    return [
        rules.Occasion(
            uid=f"sitting-{one.sitting.pk}@sunhall",
            starts=one.sitting.begins_at,
            ends=one.sitting.ends_at,
            title=f"{one.sitting.series.name} {one.sitting.topic}".strip(),
            text="\n".join(
                [*(guest.words for guest in one.guests), one.sitting.series.how, address]
            ),
            changed=one.sitting.changed_at,
            is_off=one.sitting.called_off_at is not None,
        )
        for one in sittings
    ]


def _shown(rows: Iterable[Sitting]) -> list[PublicSitting]:
    found = list(rows)
    guests = guest_lines(found)
    shown = []
    for one in found:
        states = list(one.questions.values_list("state", flat=True))
        facts = rules.SittingFacts(
            kind=one.series.kind,
            day=one.day,
            begins_at=one.begins_at,
            published=True,
            opened=one.opened_at is not None,
            ended=one.ended_at is not None,
            called_off=one.called_off_at is not None,
            guests=len(guests[one.pk]),
        )
        shown.append(
            PublicSitting(
                one,
                guests[one.pk],
                len(states),
                states.count("request"),
                states.count("told"),
                rules.may_ask_before(facts, now()),
            )
        )
    return shown
