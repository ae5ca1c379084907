"""Letting others write: SQLite has one writer at a time and no queue before its door.

Who waits asks again at most every tenth of a second, so a long row of long transactions with no
pause between them keeps a resident's request outside until it ends: 8 s were measured. With
a pause longer than that it waited for the batch before it.
"""

import time

from django.db import connection

LONGEST = 0.11
SHARE = 4


def breath_after(seconds: float) -> float:
    """How long to pause after having written for so many seconds."""
    return min(LONGEST, seconds / SHARE) if connection.vendor == "sqlite" else 0.0


def breathe(since: float) -> None:
    """Pause after writing since a moment of the monotonic clock."""
    time.sleep(breath_after(time.monotonic() - since))
