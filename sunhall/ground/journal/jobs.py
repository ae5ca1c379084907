"""What the journal does at night: it binds the day that ended, and proves itself."""

import structlog

from sunhall.ground.journal import schedule, standing
from sunhall.ground.journal.audit import verify_and_keep
from sunhall.ground.journal.roots import make_missing_roots

log = structlog.get_logger(__name__)


def make_roots() -> None:
    """Make the root of every finished day that has none (K4, D3)."""
    make_missing_roots()


def verify_journal() -> None:
    """Recompute every chain and root and keep the result; a finding is also an error in the log."""
    run = verify_and_keep()
    if run.found:
        log.error("the journal does not hold", found=run.found, findings=run.findings[:3])


def forget_old_runs() -> None:
    """Keep the runs of scheduled jobs for two weeks: three a minute would fill the table."""
    schedule.forget_old_runs(days=14)


def sweep_marks() -> None:
    """Shorten the table of marks that tells when a register changed."""
    standing.sweep_marks()
