"""Reading the journal for audit 审计: search by stream, actor, kind and day; roots; the last proof.

What is private and not part of the sentence stays sealed: an auditor sees that something was
done, by whom, when and for what reason, and not what a person said.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from sunhall.ground.journal.models import DailyRoot, Entry, VerifyRun
from sunhall.ground.journal.record import Recorded, opened_for_audit, wired
from sunhall.ground.journal.verify import Finding, verify
from sunhall.ground.kit.now import now
from sunhall.ground.kit.sentence import Sentence

PAGE = 50
MOST_KEPT = 100

_FACT = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Asked:
    """What the journal is searched for; empty fields ask nothing."""

    stream: str = ""
    actor: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


def entries(asked: Asked) -> QuerySet[Entry]:
    """The entries that fit, the newest first. A stream given whole or by its noun fits."""
    rows = Entry.objects.prefetch_related("secrets")
    if asked.stream:
        noun = asked.stream.endswith(":")
        rows = rows.filter(
            **{"stream__startswith" if noun else "stream": asked.stream},
        )
    if asked.actor:
        rows = rows.filter(actor=asked.actor)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.first:
        rows = rows.filter(day__gte=asked.first)
    if asked.last:
        rows = rows.filter(day__lte=asked.last)
    return rows.order_by("-pk")


def page_of(
    rows: QuerySet[Entry], *, before: int = 0, limit: int = PAGE
) -> tuple[list[Entry], int]:
    """One page by key, and the key of the next page; 0 at the end."""
    found = list((rows.filter(pk__lt=before) if before else rows)[: limit + 1])
    return found[:limit], found[limit - 1].pk if len(found) > limit else 0


def shut(entry: Entry) -> Recorded | None:
    """An entry as the event it was, without what stays unsaid; None for a kind long gone."""
    try:
        return opened_for_audit(entry)
    except (LookupError, TypeError):
        return None


@dataclass(frozen=True, slots=True)
class Plain:
    """An entry as counting reads it: the facts of the chain, and nothing that is private."""

    stream: str
    seq: int
    kind: str
    at: datetime
    actor: str
    data: dict[str, Any]


def plain(rows: QuerySet[Entry]) -> Iterator[Plain]:
    """Many entries fast, stream by stream in their order; no secret is read."""
    fields = ("stream", "seq", "kind", "at", "actor", "data")
    told = rows.prefetch_related(None).order_by("stream", "seq").values_list(*fields)
    for stream, seq, kind, at, actor, data in told.iterator(chunk_size=2000):
        yield Plain(stream, seq, kind, at, actor, json.loads(data))


def streams(rows: QuerySet[Entry]) -> list[str]:
    """The streams these entries stand in, each once, in order."""
    found = rows.prefetch_related(None).order_by("stream").values_list("stream", flat=True)
    return list(found.distinct())


def kinds() -> dict[str, dict[str, str]]:
    """Every kind of fact of the house, by domain, with its sentence left open."""
    found: dict[str, dict[str, str]] = {}
    for kind in sorted(wired(), key=lambda kind: (_home(kind.kind), kind.sentence)):
        found.setdefault(_home(kind.kind), {})[kind.kind] = _FACT.sub("…", kind.sentence)
    return found


def _home(kind: str) -> str:
    return kind.partition(".")[0]


def roots(limit: int = 30) -> list[DailyRoot]:
    """The last daily roots, the newest first."""
    return list(DailyRoot.objects.order_by("-day")[:limit])


def last_run() -> VerifyRun | None:
    """The last verification that was kept."""
    return VerifyRun.objects.order_by("-began_at").first()


def verify_and_keep() -> VerifyRun:
    """Recompute the whole journal 核验 and keep what was found (K4)."""
    began = now()
    report = verify()
    return VerifyRun.objects.create(
        began_at=began,
        ended_at=now(),
        entries=report.entries,
        streams=report.streams,
        days=report.days,
        found=len(report.findings),
        findings=_kept(report.findings),
    )


def _kept(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as a row keeps them: finished in Chinese, and template and facts beside it."""
    return [
        {"where": found.where, "what": str(found.what), **_open(found.what)}
        for found in list(findings)[:MOST_KEPT]
    ]


def _open(what: str) -> dict[str, Any]:
    if not isinstance(what, Sentence):
        return {}
    return {"template": what.template, "facts": what.facts}
