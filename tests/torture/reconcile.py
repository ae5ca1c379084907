"""Tell what a house holds, straight from its tables: `python -m tests.torture.inside reconcile`."""

import json
import sys
from collections import Counter
from typing import Any

from django.db.models import Count, F, Max, Q

from sunhall.ground.journal.models import Delivery, Entry, StreamHead
from sunhall.ground.journal.verify import verify
from sunhall.ground.outbox.models import Message
from sunhall.hotline.models import Dialogue, Request
from sunhall.matters.models import Assignment, Deadline, Matter, Rating
from sunhall.people.models import Person


def main() -> None:
    """Print one object."""
    told: dict[str, list[str]] = {}
    for stream, kind in Entry.objects.order_by("stream", "seq").values_list("stream", "kind"):
        told.setdefault(stream.partition(":")[2], []).append(kind.partition(".")[2])
    matters = {row["number"]: row for row in _matters()}
    for number, row in matters.items():
        row["told"] = told.get(number, [])
    sys.stdout.write(
        json.dumps(
            {
                "matters": matters,
                "halves": _halves(),
                "deliveries": _deliveries(),
                "people": Person.objects.count(),
                "messages_twice": _twice(Message.objects.values_list("channel", "key")),
                "findings": [vars(finding) for finding in verify().findings],
            }
        )
    )


def _matters() -> list[dict[str, Any]]:
    owner = Q(assignments__to_at=None, assignments__post=F("owner"))
    clock = Q(deadlines__met_at=None, deadlines__ended_at=None)
    rows = Matter.objects.annotate(
        owners=Count("assignments", filter=owner, distinct=True),
        holders=Count("assignments", filter=Q(assignments__to_at=None), distinct=True),
        clocks=Count("deadlines", filter=clock, distinct=True),
        requests=Count("request", distinct=True),
        rated=Count("ratings", distinct=True),
        talks=Count("dialogues", distinct=True),
    )
    wanted = ("number", "intake_key", "stage", "person", "satisfied", "owners", "holders")
    return list(rows.values(*wanted, "clocks", "requests", "rated", "talks"))


def _halves() -> dict[str, int]:
    """What would be there if a step had been cut in two."""
    numbers = Matter.objects.values_list("number", flat=True)
    streams = {f"matter:{number}" for number in numbers}
    heads = {head.stream: (head.seq, head.hash) for head in StreamHead.objects.all()}
    ends = Entry.objects.values_list("stream").annotate(last=Max("seq"), n=Count("pk"))
    found = {stream: (last, n) for stream, last, n in ends}
    spoken = {stream for stream in found if stream.startswith("matter:")}
    return {
        "matters without journal": len(streams - spoken),
        "journals without matter": len(spoken - streams),
        "matters without request": Matter.objects.filter(request=None).count(),
        "requests without text": Request.objects.filter(text="").count(),
        "heads without entry": len(set(heads) - set(found)),
        "heads elsewhere": sum(heads[s][0] != last or last != n for s, (last, n) in found.items()),
        "ratings without entry": Rating.objects.count()
        - Entry.objects.filter(kind="matters.MatterRated").count(),
        "dialogues without entry": Dialogue.objects.count()
        - Entry.objects.filter(kind="hotline.RequestDissatisfied").count(),
        "clocks without entry": Deadline.objects.count()
        - Entry.objects.filter(kind="matters.LimitStarted").count(),
        "matters owned twice": len(
            _twice(Assignment.objects.filter(to_at=None).values_list("matter_id"))
        ),
        "matters with one key": len(
            _twice(Matter.objects.exclude(intake_key=None).values_list("intake_key"))
        ),
    }


def _deliveries() -> dict[str, int]:
    rated = Entry.objects.filter(kind="matters.MatterRated")
    return {
        "owed": Delivery.objects.filter(done_at=None).count(),
        "dead": Delivery.objects.exclude(dead_at=None).count(),
        "done": Delivery.objects.filter(entry__in=rated).exclude(done_at=None).count(),
        "rated": rated.count(),
    }


def _twice(keys: Any) -> list[list[Any]]:
    return [list(key) for key, times in Counter(keys).items() if times > 1]
