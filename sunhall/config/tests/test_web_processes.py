"""Web processes are forked: none of them may find a connection or a pool of its parent."""

from typing import Any

import pytest
from django.db import connection

from sunhall.config.command import web


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="pools are of PostgreSQL")
def test_neither_connection_nor_pool_outlives_the_fork() -> None:
    each: Any = connection.copy("forked")
    each.settings_dict["OPTIONS"] |= {"pool": {"min_size": 1, "max_size": 2, "timeout": 10}}
    each.settings_dict["CONN_MAX_AGE"] = 0
    with each.cursor() as cursor:
        cursor.execute("SELECT 1")
    pool = each.pool
    web.shut(each)
    assert each.connection is None
    assert pool.closed
    assert "forked" not in each._connection_pools
