"""Drafts, presence and saved views."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import now
from sunhall.matters.models import Draft, Presence, SavedView

PRESENT_FOR = timedelta(seconds=45)


def draft_of(who: str, form: str) -> dict[str, Any]:
    """The unsent text of one person in one form; empty when there is none."""
    draft = Draft.objects.filter(who=who, form=form).first()
    if draft is None:
        return {}
    found: dict[str, Any] = json.loads(draft.data)
    return found | {"saved_at": draft.saved_at}


def drafts_before(form: str, at: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Unsent texts of a form not touched since an instant: whose they are, and what they hold."""
    for row in Draft.objects.filter(form=form, saved_at__lt=at).iterator(chunk_size=500):
        yield row.who, json.loads(row.data) | {"saved_at": row.saved_at}


def present_at(number: str, *, besides: Actor) -> list[Presence]:
    """Who else looks at this matter just now."""
    since = now() - PRESENT_FOR
    return list(
        Presence.objects.filter(matter__number=number, seen_at__gte=since)
        .exclude(who=besides.code)
        .order_by("name")
    )


def present_among(matters: Iterable[int], *, besides: Actor) -> dict[int, list[tuple[str, bool]]]:
    """Who else looks at each of these matters, and who is writing, for a list (ux A3-05)."""
    since = now() - PRESENT_FOR
    rows = Presence.objects.filter(matter__in=list(matters), seen_at__gte=since)
    found: dict[int, list[tuple[str, bool]]] = {}
    for row in rows.exclude(who=besides.code).order_by("name"):
        found.setdefault(row.matter_id, []).append((row.name, row.editing))
    return found


def drafted_at(who: str, about: str) -> datetime | None:
    """When this person last kept a draft in a form about this matter: they are writing."""
    rows = Draft.objects.filter(who=who, form__endswith=about).order_by("-saved_at")
    return rows.values_list("saved_at", flat=True).first()


def drafts_about(who: str, number: str) -> list[tuple[str, str, datetime]]:
    """What a person wrote about a matter and did not send: form, text, when (ux A3-07)."""
    rows = Draft.objects.filter(who=who, form__endswith=f":{number}").order_by("form")
    return [
        (row.form.partition(":")[0], "\n".join(json.loads(row.data).values()), row.saved_at)
        for row in rows
    ]


def saved_views(actor: Actor) -> list[SavedView]:
    """The views this person has named, in their own order (ux A3-02)."""
    return list(SavedView.objects.filter(who=actor.code).order_by("position", "pk"))
