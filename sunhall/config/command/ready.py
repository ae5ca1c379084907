"""Make sure the database is ready before a verb runs."""

import sys

from django.core.checks import CheckMessage, run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sunhall.config.command import basics


def ensure_ready() -> None:
    """Set up an empty database; stop with the way out when one only lags behind.

    A county's live database is never migrated by the way: that is the operator's decision.
    """
    _refuse_bad_settings()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        _tell_missing_messages()
        return
    if executor.loader.applied_migrations:
        sys.stderr.write("sunhall: the database lags behind the program; run: sunhall setup\n")
        raise SystemExit(1)
    call_command("migrate", verbosity=0)
    basics.lay()


def _tell_missing_messages() -> None:
    """An upgrade may bring messages and no new tables: without them somebody is told nothing."""
    if missing := basics.missing_messages():
        words = f"messages of this version are not laid yet: {', '.join(missing)}"
        sys.stderr.write(f"sunhall: {words}; run: sunhall setup\n")


def _refuse_bad_settings() -> None:
    """Stop at the start, not at the first message, when a channel lacks its address (K7)."""
    findings = [one for one in run_checks() if one.is_serious() or _is_ours(one)]
    errors = [finding for finding in findings if finding.is_serious()]
    for one in findings:
        sys.stderr.write(f"sunhall: {one.id} {one.msg} {one.hint or ''}\n")
    if errors:
        raise SystemExit(1)


def _is_ours(finding: CheckMessage) -> bool:
    return (finding.id or "").startswith("sunhall.")
