"""Lay the county in a house of its own: `python -m tests.torture.inside prepare ANSWERED`.

Prints the key of a system that files requests, and number and code of the answered requests
that wait to be rated.
"""

import json
import sys

from django.core.management import call_command
from django.db import transaction

from sunhall.config.command import basics
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.access.models import Account
from sunhall.ground.kit.now import now
from sunhall.hotline.tests.makers import lay_desk, make_request
from tests.cast import build


def main(answered: str) -> None:
    """Lay it and print it."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        cast = build()
        # The county was opened years ago; its people have signed in since.
        Account.objects.update(last_login=now(), password_changed_at=now())
        lay_desk(cast)
        basics.lay()
        key = directory.issue_api_key("wang", "试验", by=SYSTEM)
        rows = [make_request(cast, upto="answered").matter for _ in range(int(answered))]
    waiting = [[row.number, row.query_code] for row in rows]
    sys.stdout.write(json.dumps({"key": key, "answered": waiting}))
