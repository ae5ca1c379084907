"""Drafts and presence: they keep work from being lost and are no facts of the matter."""

import json
from collections.abc import Mapping

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.now import now
from sunhall.matters import queries
from sunhall.matters.models import Draft, Presence


@action
def save_draft(form: str, *, data: Mapping[str, str], by: Actor, who: str = "") -> Draft:
    """Keep unsent text 草稿. `who` stands for a visitor's own draft key."""
    draft, _ = Draft.objects.update_or_create(
        who=who or by.code,
        form=form,
        defaults={"data": json.dumps(dict(data), ensure_ascii=False), "saved_at": now()},
    )
    return draft


@action
def drop_draft(form: str, *, by: Actor, who: str = "") -> None:
    """Forget a draft once its text has been sent."""
    Draft.objects.filter(who=who or by.code, form=form).delete()


@action
def be_present(number: str, *, editing: bool, by: Actor) -> None:
    """Show colleagues that someone looks at or edits this matter. Never a lock (ux A3-05)."""
    matter = queries.matter_for(by, number)
    Presence.objects.update_or_create(
        matter=matter,
        who=by.code,
        defaults={"name": by.name, "editing": editing, "seen_at": now()},
    )
