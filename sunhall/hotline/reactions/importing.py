"""Imports go on chunk by chunk: each delivery takes some lines and owes the next (H8)."""

from typing import Any

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.ground.outbox.post import post_message
from sunhall.hotline import actions
from sunhall.hotline.queries import imports as queries


def go_on_importing(recorded: Recorded) -> None:
    """Take the next lines of the import; claim, lines and the next delivery commit together."""
    event: Any = recorded.event
    actions.advance_import(event.job, by=SYSTEM)


def tell_importer(recorded: Recorded) -> None:
    """Whoever started the import hears that it is done."""
    event: Any = recorded.event
    job = queries.import_job(event.job)
    if job.started_by.startswith("staff:"):
        post_message(
            "import-done",
            to=job.started_by,
            channel="inapp",
            key=f"import:{job.code}",
            about=f"import:{job.code}",
            by=SYSTEM,
            name=job.name,
            imported=event.imported,
            unchanged=event.unchanged,
            rejected=event.rejected,
        )
