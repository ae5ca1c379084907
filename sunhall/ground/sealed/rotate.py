"""Rotation: reseal every sealed column of the house with the newest key (K6).

The new key goes first into SUNHALL_SEALED_KEYS, the old one stays behind it. Rotation may run
while the house is open and may be killed at any instant: each pass takes only rows that are
not yet sealed with the newest key.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Cast

from sunhall.ground.sealed.cipher import VERSION, SealError
from sunhall.ground.sealed.fields import SealedTextField
from sunhall.ground.sealed.ring import ring

Rows = QuerySet[models.Model, tuple[object, str]]


@dataclass
class Rotation:
    """What became of one column."""

    place: str
    resealed: int = 0
    broken: list[str] = field(default_factory=list)


def sealed_columns() -> Iterator[tuple[type[models.Model], SealedTextField]]:
    """Find every sealed column of every table."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for column in model._meta.local_fields:
                if isinstance(column, SealedTextField):
                    yield model, column


def rotate(*, batch: int = 500, tell: Callable[[Rotation], None] | None = None) -> list[Rotation]:
    """Reseal all stale values; a value that does not open is named and left as it is."""
    done = []
    for model, column in sealed_columns():
        rotation = Rotation(column.place)
        last: object | None = None
        while rows := list(_stale(model, column, last)[:batch]):
            with transaction.atomic():
                for pk, old in rows:
                    _reseal(model, column, pk, old, rotation)
            last = rows[-1][0]
            if tell:
                tell(rotation)
        done.append(rotation)
    return done


def rotate_within(model: type[models.Model], column: str, place: str) -> Rotation:
    """Reseal the texts that stand sealed inside a JSON column of somebody else's table."""
    rotation = Rotation(place)
    for pk in model._base_manager.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = model._base_manager.select_for_update().get(pk=pk)
            held = getattr(row, column)
            try:
                fresh = _freshened(held, place, rotation)
            except SealError:
                rotation.broken.append(str(pk))
                continue
            if fresh != held:
                model._base_manager.filter(pk=pk).update(**{column: fresh})
    return rotation


def _freshened(held: Any, place: str, rotation: Rotation) -> Any:
    """The same value with every sealed text in it sealed by the newest key."""
    if isinstance(held, dict):
        return {key: _freshened(value, place, rotation) for key, value in held.items()}
    if isinstance(held, list):
        return [_freshened(value, place, rotation) for value in held]
    if not (isinstance(held, str) and held.startswith(f"{VERSION}.")) or ring().is_fresh(held):
        return held
    sealed = ring().seal(ring().open(held, place), place)
    rotation.resealed += 1
    return sealed


def _stale(model: type[models.Model], column: SealedTextField, last: object | None) -> Rows:
    """Rows after `last` that the newest key did not seal, with the value as it is stored."""
    now_sealing = ring()
    fresh = f"v1.{now_sealing.cipher}.{now_sealing.newest}."
    rows = (
        model._base_manager.annotate(stored=Cast(column.name, models.TextField()))
        .filter(stored__isnull=False)
        .exclude(stored__startswith=fresh)
    )
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return rows.order_by("pk").values_list("pk", "stored")


def _reseal(
    model: type[models.Model], column: SealedTextField, pk: object, old: str, rotation: Rotation
) -> None:
    try:
        text = ring().open(old, column.place)
    except SealError:
        rotation.broken.append(str(pk))
        return
    new = Value(ring().seal(text, column.place), output_field=models.TextField())
    # Only while the row still holds what was read: a change made meanwhile is fresher.
    rotation.resealed += (
        model._base_manager.annotate(stored=Cast(column.name, models.TextField()))
        .filter(pk=pk, stored=old)
        .update(**{column.name: new})
    )
