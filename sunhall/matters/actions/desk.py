"""Drafts, presence and saved views: they keep work from being lost and are no facts."""

import json
from collections.abc import Mapping

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound, refuse
from sunhall.matters import queries
from sunhall.matters.models import Draft, Presence, SavedView

MOST_VIEWS = 12


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


@action
def save_view(name: str, *, query: str, by: Actor) -> SavedView:
    """Keep a search under a name 我的视图, the same name anew (ux A3-02; decision 0015)."""
    if not name.strip():
        raise refuse("请给视图起一个名字", field="name")
    mine = SavedView.objects.filter(who=by.code)
    same = mine.filter(name=name.strip()).first()
    if same is None and mine.count() >= MOST_VIEWS:
        raise refuse("最多保存 {n} 个视图，请先删除一个", field="name", n=MOST_VIEWS)
    last = mine.order_by("-position").first()
    view = same or SavedView(
        who=by.code, name=name.strip(), position=last.position + 1 if last else 1
    )
    view.query, view.saved_at = query, now()
    view.save()
    return view


@action
def drop_view(pk: int, *, by: Actor) -> str:
    """Forget a saved view 删除视图; gives its name. Nobody reaches the view of another."""
    view = _own_view(pk, by)
    view.delete()
    return view.name


@action
def raise_view(pk: int, *, by: Actor) -> None:
    """Put a saved view one place further up."""
    view = _own_view(pk, by)
    mine = SavedView.objects.filter(who=by.code, position__lt=view.position)
    above = mine.order_by("-position").first()
    if above is None:
        return
    view.position, above.position = above.position, view.position
    view.save(update_fields=["position"])
    above.save(update_fields=["position"])


def _own_view(pk: int, by: Actor) -> SavedView:
    view = SavedView.objects.select_for_update().filter(who=by.code, pk=pk).first()
    if view is None:
        raise NotFound(str(pk))
    return view
