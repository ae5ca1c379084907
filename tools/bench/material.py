"""Matters by the hundred thousand: copies of rows that actions made, with every constraint kept."""

from datetime import timedelta

from django.db import connection
from django.db.models import Model

from sunhall.ground.kit.now import now
from sunhall.matters.models import Assignment, Deadline, Matter

POSTS = 2_000


def copy_matters(open_: Matter, closed: Matter, *, count: int, share: float) -> None:
    """A share of them open, spread over many posts; due at moments spread over the next weeks."""
    have = Matter.objects.count()
    _copy(open_, "bo", have, int(count * share) - have)
    _copy(closed, "bc", have, count - Matter.objects.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(like: Matter, mark: str, have: int, count: int) -> None:
    if count <= 0:
        return
    changed = {
        "number": f"'{mark}' || ({have} + i)",
        "owner": f"'post-' || (i % {POSTS})",
        "opened_at": "opened_at - (i % 500000) * interval '1 second'",
        "due_at": "due_at + (i % 1500000) * interval '1 second'",
        "person": "''",
        "intake_key": "NULL",
    }
    _insert_copies(Matter, f"number = '{like.number}'", changed, count)
    _insert_joined(Assignment, like, mark, {"matter_id": "m.id", "post": "m.owner"})
    _insert_joined(Deadline, like, mark, {"matter_id": "m.id", "due_at": "m.due_at"})


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]


def _insert_copies(model: type[Model], where: str, changed: dict[str, str], count: int) -> None:
    table, columns = model._meta.db_table, _columns(model)
    picked = ", ".join(changed.get(column, column) for column in columns)
    _run(
        f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
        f"SELECT {picked} FROM {table}, generate_series(1, {count}) AS i WHERE {where}"
    )


def _insert_joined(model: type[Model], like: Matter, mark: str, changed: dict[str, str]) -> None:
    """Give each copied matter that has none a copy of the row that hangs on the first one."""
    table, columns = model._meta.db_table, _columns(model)
    picked = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    running = "t.name = 'reply'" if model is Deadline else "true"
    _run(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {picked} "  # noqa: S608
        f"FROM (SELECT * FROM {table} t WHERE matter_id = {like.pk} AND {running} "
        f"ORDER BY id DESC LIMIT 1) t, matters_matter m "
        f"WHERE m.number LIKE '{mark}%' AND NOT EXISTS "
        f"(SELECT 1 FROM {table} o WHERE o.matter_id = m.id)"
    )


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        # A million rows take longer than any statement of the house may.
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(sql)
        cursor.execute("RESET statement_timeout")


def make_due(count: int) -> None:
    """Let some running clocks have run out a moment ago."""
    past = now() - timedelta(minutes=5)
    running = Deadline.objects.filter(met_at=None, ended_at=None, passed_at=None)
    chosen = list(running.order_by("-pk").values_list("pk", flat=True)[:count])
    Deadline.objects.filter(pk__in=chosen).update(due_at=past)
