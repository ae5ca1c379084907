"""Changing the place map."""

from collections.abc import Iterable, Mapping
from datetime import date

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import refuse, require
from sunhall.places import queries
from sunhall.places.events import DivisionsImported, PlaceAdded, PlaceClosed, PlaceRenamed
from sunhall.places.models import Place
from sunhall.places.rules import (
    BadRow,
    Division,
    ancestors,
    code_of,
    full_name,
    level_of,
    may_manage,
)
from sunhall.places.rules.pinyin import spelled

_BATCH = 500


@action
def add_place(code: str, name: str, *, by: Actor, active_from: date | None = None) -> Place:
    """Register one place 区划 under the place above it (K5)."""
    require(may_manage(by))
    own, words = code_of(code), name.strip()
    if not words:
        raise refuse("请填写区划名称", field="name")
    if Place.objects.filter(code=own).exists():
        raise refuse("这个区划代码已经登记，请核对代码或改用更名", field="code")
    above = _registered(ancestors(own))
    if missing := queries.missing_parent(own, above):
        raise refuse("上级区划 {above} 还没有登记，请先登记上级", field="code", above=missing)
    place = _built(Division(0, own, words), above)
    place.active_from = active_from
    place.save()
    record(PlaceAdded(place=own, name=words, level=place.level), by=by)
    return place


@action
def rename_place(code: str, name: str, *, by: Actor) -> Place:
    """Give a place its new name 更名; full names below follow (K5)."""
    require(may_manage(by))
    place = Place.objects.select_for_update().get(pk=queries.place_for(code).pk)
    old, words = place.name, name.strip()
    if not words or words == old:
        raise refuse("请填写与原名称不同的新名称", field="name")
    _rename([(place, words)])
    record(PlaceRenamed(place=place.code, old=old, name=words), by=by)
    return place


@action
def close_place(code: str, on: date, reason: str, *, by: Actor) -> Place:
    """Take a place out of use 停用 after its last day; its code stays for old matters (K5)."""
    require(may_manage(by))
    place = Place.objects.select_for_update().get(pk=queries.place_for(code).pk)
    if place.active_to is not None:
        raise refuse("该区划已经停用", field="code")
    if len(reason.strip()) < 4:
        raise refuse("请填写停用的依据或原因（至少 4 个字）", field="reason")
    below = Place.objects.filter(parent=place, active_to__isnull=True).exists()
    if below:
        raise refuse("该区划下还有在用的区划，请先处理下级", field="code")
    place.active_to = on
    place.save(update_fields=["active_to"])
    record(
        PlaceClosed(place=place.code, name=place.name, closed_on=f"{on}", reason=reason.strip()),
        by=by,
    )
    return place


@action
def import_divisions(
    rows: Iterable[Division | BadRow], *, by: Actor, source: str = ""
) -> queries.ImportPlan:
    """Take a list of divisions into the map; doing it twice changes nothing (K5)."""
    require(may_manage(by))
    plan = queries.plan_import(rows)
    _add_all(plan.new)
    found = Place.objects.in_bulk([row.code for row, _ in plan.changed], field_name="code")
    _rename([(found[row.code], row.name) for row, _ in plan.changed])
    if plan.new or plan.changed:
        taken = [[row.code, row.name] for row in plan.new + [row for row, _ in plan.changed]]
        record(
            DivisionsImported(
                source=source or f"{today()}",
                digest=digest(canonical(taken)),
                new=len(plan.new),
                changed=len(plan.changed),
                unchanged=plan.unchanged,
                rejected=len(plan.errors),
            ),
            by=by,
        )
    return plan


def _add_all(rows: list[Division]) -> None:
    known = _registered(code for row in rows for code in ancestors(row.code))
    # Parents must have their keys before children point to them: one level at a time.
    for level in dict.fromkeys(level_of(row.code) for row in rows):
        batch = [_built(row, known) for row in rows if level_of(row.code) == level]
        Place.objects.bulk_create(batch, batch_size=_BATCH)
        known.update({place.code: place for place in batch})


def _registered(codes: Iterable[str]) -> dict[str, Place]:
    return Place.objects.in_bulk(list(dict.fromkeys(codes)), field_name="code")


def _built(row: Division, known: Mapping[str, Place]) -> Place:
    line = [known[code] for code in ancestors(row.code) if code in known]
    initials, pinyin = spelled(row.name)
    return Place(
        code=row.code,
        level=level_of(row.code),
        name=row.name,
        full_name=full_name([*(place.name for place in line), row.name])[:240],
        initials=initials,
        pinyin=pinyin,
        parent=line[-1] if line else None,
    )


def _rename(pairs: list[tuple[Place, str]]) -> None:
    """Write new names, then the full names of the places themselves and of all below them."""
    for place, name in pairs:
        place.name = name
        place.initials, place.pinyin = spelled(name)
    fields = ["name", "initials", "pinyin"]
    Place.objects.bulk_update([place for place, _ in pairs], fields, batch_size=_BATCH)
    for place, _ in pairs:
        _retell(place)


def _retell(renamed: Place) -> None:
    line = {place.code: place for place in queries.path_of(renamed.code)}
    below = list(Place.objects.filter(queries.scope_filter([renamed.code])).order_by("code"))
    below.sort(key=lambda place: len(ancestors(place.code)))
    for place in below:
        line[place.code] = place
        names = [line[code].name for code in ancestors(place.code) if code in line]
        place.full_name = full_name([*names, place.name])[:240]
        if place.code == renamed.code:
            renamed.full_name = place.full_name
    Place.objects.bulk_update(below, ["full_name"], batch_size=_BATCH)
