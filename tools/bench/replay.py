"""The replay itself, within a county that is laid for it: send, wait, reconcile (see `day`)."""

import json
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import pairwise
from statistics import quantiles
from typing import TypeVar

from sunhall.config.command import basics
from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.models import Delivery, Entry
from sunhall.ground.kit.now import LOCAL, now
from sunhall.ground.outbox.models import Message
from sunhall.hotline.models import Request
from sunhall.matters import queries
from sunhall.matters.models import Assignment, Deadline, Matter
from tools.bench import county
from tools.bench.arrivals import curve, instants
from tools.bench.intake import free_port, wait_for

# Dispatched of 60,000 (norms 1.7: 15,000 to 25,000); each is reminded once in the worst case.
REMINDED_SHARE = 1 / 3
CALLERS, TRIES = 48, 4
GOAL_MS, GOAL_REMINDER = 300, 90
WITH_PERSON = 0.9  # the telephone's share of intake (norms 1.7)
WORDS = "路灯坏了半个月，晚上老人出门看不见路，请尽快修好。"
T = TypeVar("T")


@dataclass
class Sent:
    """One request: when it was to leave, what came back and when."""

    at: float
    mark: str
    number: str = ""
    took: float = 0.0
    tries: int = 0
    trouble: list[str] = field(default_factory=list)


def replay(requests: int, speed: float, first: int, last: int) -> int:
    """Replay a part of the day and print what came of it; 1 when a goal was missed."""

    source, shares = curve()
    arrivals = [at / speed for at in instants(shares, requests, first, last)]
    reminded = int(len(arrivals) * REMINDED_SHARE)
    seconds = (last - first) * 60 / speed
    basics.lay_messages()
    county.fill(reminded * 2 + 2_000, share=1)
    key = directory.issue_api_key("wang", "measuring", by=SYSTEM)
    load = os.getloadavg()[0]
    with _house() as port:
        _warm(port, key)
        begun = time.time() + 1
        reminders = _lay_reminders(reminded, begun, seconds)
        sent = _send(port, key, arrivals, begun)
        _wait_until_quiet(begun + seconds)
        drained = time.time() - begun - seconds
        lost, twice, changed = _reconciled(sent)
        late = _reminder_lags(reminders)
    took = [one.took * 1e3 for one in sent if one.number]
    cuts = quantiles(took, n=100)
    lags = quantiles(late, n=100) if len(late) > 1 else [0.0] * 99
    again = sum(one.tries > 1 for one in sent)
    unanswered = sum(not one.number for one in sent)
    on_time = len(late) == len(reminders) and lags[94] <= GOAL_REMINDER
    peak = max(Counter(int(at) for at in arrivals).values(), default=0)
    print(
        f"day: {requests:,} requests a day at {speed:g} times real speed; "
        f"window {first // 60:02}:{first % 60:02}-{last // 60:02}:{last % 60:02}\n"
        f"  arrivals                {source}\n"
        f"  machine                 {os.cpu_count()} cores shared with database, worker and "
        f"callers; load before {load:.1f}\n"
        f"  sent                    {len(sent):,} in {seconds:.0f} s, "
        f"{len(sent) / seconds:.1f} a second, busiest second {peak}\n"
        f"  intake                  p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
        f"p99 {cuts[98]:.0f} ms, max {max(took):.0f} ms   (p95 below {GOAL_MS})\n"
        f"  sent again              {again}; never acknowledged {unanswered}\n"
        f"  acknowledged            {len(took):,}; not in database or journal {lost}, "
        f"twice {twice}, other words {changed}   (0)\n"
        f"  reminders               {len(late):,} of {len(reminders):,} sent; after the due "
        f"instant p95 {lags[94]:.0f} s, max {max(late, default=0):.0f} s   "
        f"(p95 at most {GOAL_REMINDER}: the schedule looks every minute)\n"
        f"  backlog                 all consequences done {drained:.0f} s after the last request",
        flush=True,
    )
    return int(bool(lost or twice or changed or unanswered) or cuts[94] >= GOAL_MS or not on_time)


@contextmanager
def _house() -> Iterator[int]:
    """Web and worker as the units of `deploy/` start them."""
    port = free_port()
    sunhall = [sys.executable, "-m", "sunhall.config.command"]
    web = ["web", "--port", str(port), "--processes", "2", "--threads", "8"]
    running = [
        subprocess.Popen([*sunhall, *web], start_new_session=True),
        subprocess.Popen([*sunhall, "work"], start_new_session=True),
    ]
    try:
        wait_for(port)
        yield port
    finally:
        for one in running:
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()


def _warm(port: int, key: str) -> None:
    for turn in range(60):
        _try(HTTPConnection("127.0.0.1", port, timeout=60), key, Sent(0, f"warm-{turn}"))


def _send(port: int, key: str, arrivals: Sequence[float], begun: float) -> list[Sent]:
    """Send each at its instant, whatever became of those before it."""
    sent = [Sent(at, f"day-{n}") for n, at in enumerate(arrivals)]
    waiting: queue.SimpleQueue[Sent | None] = queue.SimpleQueue()
    callers = [
        threading.Thread(target=_call, args=(port, key, waiting, begun)) for _ in range(CALLERS)
    ]
    for one in callers:
        one.start()
    for each in sent:
        time.sleep(max(0.0, begun + each.at - time.time()))
        waiting.put(each)
    for _ in callers:
        waiting.put(None)
    for one in callers:
        one.join()
    return sent


def _call(port: int, key: str, waiting: "queue.SimpleQueue[Sent | None]", begun: float) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    while (each := waiting.get()) is not None:
        while not each.number and each.tries < TRIES:
            if each.tries:
                time.sleep(0.5 * each.tries)
                connection.close()
            _try(connection, key, each)
        each.took = time.time() - begun - each.at


def _try(connection: HTTPConnection, key: str, each: Sent) -> None:
    """Send once; a second time the same key gives the same request."""
    draw = random.Random(each.mark)  # the same person at every run
    body = {"text": f"{each.mark}：{WORDS}", "place": "990101100201"}
    if draw.random() < WITH_PERSON:
        body |= {"name": "来电人", "phone": f"139{draw.randrange(10**8):08}"}
    headers = {
        "Authorization": f"Bearer {key}",
        "Content-Type": "application/json",
        "Idempotency-Key": each.mark,
    }
    each.tries += 1
    try:
        connection.request("POST", "/api/v1/requests", json.dumps(body).encode(), headers)
        answer = connection.getresponse()
        text = answer.read()
    except (OSError, HTTPException) as error:
        each.trouble.append(repr(error))
        return
    if answer.status == 201:
        each.number = json.loads(text)["number"]
    else:
        each.trouble.append(f"{answer.status} {text[:200]!r}")


def _lay_reminders(count: int, begun: float, seconds: float) -> dict[int, datetime]:
    """Let so many running clocks of the stock come near within the window, evenly."""

    rows = list(
        Deadline.objects.filter(
            name="reply", met_at=None, ended_at=None, matter__number__startswith="bo"
        ).order_by("pk")[:count]
    )
    start = datetime.fromtimestamp(begun, LOCAL)
    # The last ones come due a little before the end, so that their minute still passes.
    step = timedelta(seconds=seconds / max(1, len(rows)))
    for n, row in enumerate(rows):
        row.remind_at = start + n * step
        row.due_at = row.remind_at + timedelta(days=1)
        row.reminded_at = None
    Deadline.objects.bulk_update(rows, ["remind_at", "due_at", "reminded_at"], batch_size=500)
    held = [row.matter_id for row in rows]
    for chunk in _chunks(held):
        Matter.objects.filter(pk__in=chunk).update(owner="mz-relief", stage="handling")
        Assignment.objects.filter(matter__in=chunk, to_at=None).update(post="mz-relief")
    return {row.pk: row.remind_at for row in rows if row.remind_at}


def _wait_until_quiet(ends: float, patience: float = 900) -> None:
    """Wait until nothing that was owed is owed any more."""

    until = ends + patience
    while time.time() < until:
        owed = Delivery.objects.filter(done_at=None).exists() or (
            Message.objects.filter(state__in=(Message.QUEUED, Message.SENDING)).exists()
            or queries.deadlines_near(now()).exists()
        )
        if not owed and time.time() >= ends:
            return
        time.sleep(0.5)


def _reconciled(sent: Sequence[Sent]) -> tuple[int, int, int]:
    """Acknowledged numbers that rows or journal do not hold; marks kept twice; other words."""

    known = {one.number: one.mark for one in sent if one.number}
    rows = dict(
        Request.objects.filter(text__startswith="day-").values_list("matter__number", "text")
    )
    marks = Counter(text.partition("：")[0] for text in rows.values())
    told: set[str] = set()
    for chunk in _chunks([f"matter:{number}" for number in known]):
        entries = Entry.objects.filter(stream__in=chunk, kind="hotline.RequestReceived")
        told |= {stream.partition(":")[2] for stream in entries.values_list("stream", flat=True)}
    lost = sum(number not in rows or number not in told for number in known)
    twice = sum(n - 1 for n in marks.values()) + sum(one.number != "" for one in sent) - len(known)
    changed = sum(
        rows[number] != f"{mark}：{WORDS}" for number, mark in known.items() if number in rows
    )
    return lost, twice, changed


def _reminder_lags(reminders: dict[int, datetime]) -> list[float]:
    """Seconds between the instant a reminder was due and the one its message was sent."""

    sent = dict(
        Message.objects.filter(template__code="limit-near", sent_at__isnull=False)
        .order_by("-sent_at")
        .values_list("about", "sent_at")
    )
    lags = []
    for chunk in _chunks(list(reminders)):
        for pk, number in Deadline.objects.filter(pk__in=chunk).values_list("pk", "matter__number"):
            at = sent.get(f"matter:{number}") or sent.get(number)
            if at is not None:
                lags.append((at - reminders[pk]).total_seconds())
    return lags


def _chunks(items: Sequence[T], size: int = 1_000) -> Iterator[list[T]]:
    edges = [*range(0, len(items), size), len(items)]
    return (list(items[a:b]) for a, b in pairwise(edges))
