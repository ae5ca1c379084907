"""Sealed fields in a real table, and rotation over all tables."""

import pytest
from django.apps import apps
from django.db import connection, models

from sunhall.ground.kit.now import now, today
from sunhall.ground.sealed.cipher import SealError
from sunhall.ground.sealed.fields import SealedTextField
from sunhall.ground.sealed.rotate import rotate, sealed_columns

pytestmark = pytest.mark.django_db

KEYS = {name: f"{name}:{digit * 64}" for name, digit in [("k1", "1"), ("k2", "2"), ("k3", "3")]}


@pytest.fixture
def table(settings):
    settings.SEALED_KEYS = [KEYS["k1"]]
    return apps.get_model("journal", "EntrySecret")


@pytest.fixture
def entry():
    return apps.get_model("journal", "Entry").objects.create(
        stream="test:1", seq=1, kind="t.T", at=now(), recorded_at=now(), actor="system",
        data="{}", prev="", hash="", algorithm="sha256", day=today(),
    )  # fmt: skip


def stored(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value FROM {table._meta.db_table} ORDER BY id")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def make(table, entry, *texts):
    return table.objects.bulk_create(
        table(entry=entry, field=f"f{n}", salt="", value=text) for n, text in enumerate(texts)
    )


def test_the_table_holds_no_plain_text_and_python_sees_nothing_else(table, entry):
    make(table, entry, "家住石桥镇", "")
    assert all(text.startswith("v1.aes-gcm.k1.") for text in stored(table))
    assert [row.value for row in table.objects.order_by("id")] == ["家住石桥镇", ""]
    assert list(table.objects.order_by("id").values_list("value", flat=True)) == ["家住石桥镇", ""]


def test_update_save_and_bulk_update_seal_too(table, entry):
    row, other = make(table, entry, "a", "b")
    table.objects.filter(pk=row.pk).update(value="updated")
    other.value = "saved"
    other.save(update_fields=["value"])
    assert sorted(table.objects.values_list("value", flat=True)) == ["saved", "updated"]
    row.value = "in bulk"
    table.objects.bulk_update([row], ["value"])
    row.refresh_from_db()
    assert row.value == "in bulk"
    assert all(text.startswith("v1.aes-gcm.k1.") for text in stored(table))


@pytest.mark.parametrize(
    "lookup", ["value", "value__contains", "value__in", "value__startswith", "value__gt"]
)
def test_a_sealed_column_cannot_be_searched(table, lookup):
    with pytest.raises(TypeError, match="blind index"):
        list(table.objects.filter(**{lookup: ["x"]}))


def test_only_emptiness_can_be_asked(table, entry):
    make(table, entry, "a")
    assert table.objects.filter(value__isnull=False).count() == 1


def test_a_value_copied_from_another_column_does_not_open(table, entry):
    make(table, entry, "a")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table._meta.db_table} SET value = 'plain'")  # noqa: S608
    with pytest.raises(SealError, match=r"journal_entrysecret\.value is not sealed"):
        table.objects.get()


def test_rotation_reseals_everything_with_the_newest_key_and_then_finds_nothing(
    table, entry, settings
):
    make(table, entry, *[f"text {n}" for n in range(7)])
    settings.SEALED_KEYS = [KEYS["k2"], KEYS["k1"]]
    settings.SEALED_CIPHER = "sm4-gcm"
    told = []
    done = {r.place: r for r in rotate(batch=3, tell=lambda r: told.append(r.resealed))}
    assert done["journal_entrysecret.value"].resealed == 7
    assert told == [3, 6, 7]
    assert all(text.startswith("v1.sm4-gcm.k2.") for text in stored(table))
    settings.SEALED_KEYS = [KEYS["k2"]]
    assert [r.value for r in table.objects.order_by("id")] == [f"text {n}" for n in range(7)]
    assert sum(r.resealed for r in rotate()) == 0


def test_a_rotation_that_was_stopped_goes_on_where_it_was(table, entry, settings):
    make(table, entry, *"abcdef")
    settings.SEALED_KEYS = [KEYS["k2"], KEYS["k1"]]

    class Stopped(Exception):
        pass

    def stop(rotation):
        raise Stopped

    with pytest.raises(Stopped):
        rotate(batch=2, tell=stop)
    assert sum(text.startswith("v1.aes-gcm.k2.") for text in stored(table)) == 2
    assert sum(r.resealed for r in rotate(batch=2)) == 4
    assert [r.value for r in table.objects.order_by("id")] == list("abcdef")


def test_rotation_names_a_value_it_cannot_open_and_goes_on(table, entry, settings):
    row, _ = make(table, entry, "a", "b")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table._meta.db_table} SET value = 'plain' WHERE id = %s",  # noqa: S608
            [row.pk],
        )
    settings.SEALED_KEYS = [KEYS["k2"], KEYS["k1"]]
    done = {r.place: r for r in rotate(batch=1)}["journal_entrysecret.value"]
    assert (done.resealed, done.broken) == (1, [str(row.pk)])


def test_every_sealed_column_of_the_house_is_found():
    found = {column.place for _, column in sealed_columns()}
    assert "journal_entrysecret.value" in found
    everywhere = {
        field.place
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedTextField)
    }
    assert everywhere <= found


def test_a_migration_can_write_the_field_down():
    _, path, args, kwargs = SealedTextField(default="").deconstruct()
    assert path == "sunhall.ground.sealed.fields.SealedTextField"
    assert isinstance(SealedTextField(*args, **kwargs), models.TextField)
