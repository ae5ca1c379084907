"""The database: PostgreSQL by address, or the embedded SQLite with a safe engine."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pysqlite3

from sunhall.config.env import BadSetting

# Debian's SQLite 3.40 can corrupt a write-ahead log that two processes write at once, which is
# just what web and worker do. Django must find the newer engine under the old name.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

LEAST_SQLITE = (3, 51, 3)

_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000"
)


def from_url(url: str, *, pool: int) -> dict[str, Any]:
    """Turn `sqlite:///path` or `postgresql://user:password@host:port/name` into Django's form."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(parts, pool)
    raise BadSetting("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _sqlite(path: str) -> dict[str, Any]:
    if path != ":memory:":
        Path(path).absolute().parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": _PRAGMAS,
        },
    }


def _postgres(parts: Any, pool: int) -> dict[str, Any]:
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = unquote(options.pop("host", "") or parts.hostname or "")
    options["options"] = "-c lock_timeout=5000 -c statement_timeout=60000"
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pool else 60,
        "OPTIONS": options,
    }
