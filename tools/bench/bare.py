"""What intake is measured against: a bare Django view that makes the same rows.

No middleware, no key, no checks, no rules, no chain: only the inserts, through the ORM, in one
transaction. Run as `python -m tools.bench.bare PORT` it serves itself with the same server.
"""

import json
import secrets
import sys

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path
from granian.constants import Interfaces
from granian.server import Server

django.setup()
settings.ROOT_URLCONF = "tools.bench.bare"
settings.MIDDLEWARE = []

from sunhall.ground.journal.models import Delivery, Entry, EntrySecret, StreamHead
from sunhall.ground.kit.now import now, today
from sunhall.hotline.models import Request
from sunhall.matters.models import Assignment, Deadline, Matter

KINDS = ("matters.MatterOpened", "matters.LimitStarted", "hotline.RequestReceived")
DATA = json.dumps({"matter": "R261122-0000000", "words": "x" * 200})


def file_request(request: HttpRequest) -> JsonResponse:
    """Insert the rows of one request."""
    given, at = json.loads(request.body), now()
    number = secrets.token_hex(8)
    with transaction.atomic():
        matter = Matter.objects.create(
            number=number,
            kind="request",
            stage="received",
            phase="received",
            subject=given["text"][:40],
            place=given["place"],
            channel="api",
            owner="rx-desk",
            opened_at=at,
            due_at=at,
            query_code="123456",
            intake_key=f"bare:{number}",
        )
        Assignment.objects.create(matter=matter, post="rx-desk", from_at=at, signed_at=at)
        Deadline.objects.create(
            matter=matter, name="reply", kind="legal", rule="HL_REPLY", n=5, unit="wd",
            started_at=at, due_at=at, remind_at=at,
        )  # fmt: skip
        Request.objects.create(matter=matter, text=given["text"], demand="help")
        stream = f"matter:{number}"
        StreamHead.objects.create(stream=stream, seq=3, hash="0" * 64, seal="0" * 64)
        for seq, kind in enumerate(KINDS, 1):
            entry = Entry.objects.create(
                stream=stream, seq=seq, kind=kind, at=at, recorded_at=at, actor="staff:wang",
                data=DATA, prev="0" * 64, hash="0" * 64, algorithm="sha256", day=today(),
            )  # fmt: skip
        for name in ("text", "address"):
            EntrySecret.objects.create(entry=entry, field=name, salt="0" * 32, value=given["text"])
        Delivery.objects.create(entry=entry, reaction="bare", due_at=at)
    return JsonResponse({"number": number}, status=201)


urlpatterns = [path("api/v1/requests", file_request)]
application = get_wsgi_application()

if __name__ == "__main__":
    Server(
        "tools.bench.bare:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        backpressure=128,
        log_enabled=False,
    ).serve()
