"""Verifying: recompute every chain, head, secret and daily root, trusting nothing stored (K4)."""

import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from sunhall.ground.journal.chain import GENESIS, commitment, instant, link, sealer
from sunhall.ground.journal.models import DailyRoot, Entry, EntrySecret, StreamHead
from sunhall.ground.journal.roots import chained, root_of, seal_root
from sunhall.ground.kit.digest import digest
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.sentence import Sentence

CHUNK = 5000
Row = tuple[str, int, str, datetime, datetime, str, str, str, str, str, date]


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold, and where."""

    where: str
    what: str


@dataclass
class Report:
    """What was recomputed and what did not hold, in the order it was found."""

    entries: int = 0
    streams: int = 0
    days: int = 0
    findings: list[Finding] = field(default_factory=list)

    def find(self, where: str, what: str) -> None:
        self.findings.append(Finding(where, what))


def verify() -> Report:
    """Recompute everything; the first finding names the first broken entry of its stream."""
    report = Report()
    counts = _check_chains(report)
    _look_again(report)
    _check_secrets(report)
    _check_roots(report, counts)
    return report


def _look_again(report: Report) -> None:
    """Check every chain that did not hold once more, under the lock of its head.

    A house at work writes while it is read; an entry that came between must never look like
    a change, and a real change looks the same the second time.
    """
    doubtful = dict.fromkeys(finding.where.partition("#")[0] for finding in report.findings)
    report.findings = [found for stream in doubtful for found in _of_one_chain(stream)]


def _of_one_chain(stream: str) -> list[Finding]:
    """What does not hold in one chain. A chain just begun has no head to lock: look thrice."""
    report = Report()
    for _ in range(3):
        report = Report()
        with transaction.atomic():
            heads = StreamHead.objects.select_for_update().filter(stream=stream)
            head = heads.values_list("stream", "seq", "hash", "seal").first()
            walk = _Stream(stream)
            for row in _rows(stream):
                walk.follow(row, report)
            begun = walk if walk.seq or walk.broken else None
            rest = _finish(report, begun, head, iter(()), sealer(settings.JOURNAL_KEY))
            if rest is not None:
                report.find(stream, "链头存在而记录缺失")
        if not report.findings:
            break
    return report.findings


def _rows(stream: str = "") -> Iterator[Row]:
    wanted = Entry.objects.filter(stream=stream) if stream else Entry.objects.all()
    rows = wanted.order_by("stream", "seq").values_list(
        "stream",
        "seq",
        "kind",
        "at",
        "recorded_at",
        "actor",
        "data",
        "prev",
        "hash",
        "algorithm",
        "day",
    )
    if connection.vendor == "postgresql":
        return _in_binary(rows)
    return rows.iterator(chunk_size=CHUNK)


def _in_binary(rows: QuerySet[Entry, Row]) -> Iterator[Row]:
    """Read in PostgreSQL's binary form: as text an instant costs more to read than to hash."""
    with transaction.atomic(), connection.connection.cursor(name="verify") as cursor:
        cursor.execute(*rows.query.sql_with_params(), binary=True)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


def _heads() -> Iterator[tuple[str, int, str, str]]:
    heads = StreamHead.objects.order_by("stream").values_list("stream", "seq", "hash", "seal")
    return heads.iterator(chunk_size=CHUNK)


def _check_chains(report: Report) -> Counter[date]:
    """Walk entries and heads side by side, both in order of stream."""
    seal = sealer(settings.JOURNAL_KEY)
    counts: Counter[date] = Counter()
    heads = _heads()
    head = next(heads, None)
    walk: _Stream | None = None
    for row in _rows():
        counts[row[10]] += 1
        report.entries += 1
        if walk is None or walk.name != row[0]:
            head = _finish(report, walk, head, heads, seal)
            walk = _Stream(row[0])
            report.streams += 1
        walk.follow(row, report)
    head = _finish(report, walk, head, heads, seal)
    while head is not None:
        report.find(head[0], "链头存在而记录缺失")
        head = next(heads, None)
    return counts


class _Stream:
    """The walk along one chain. After the first break, later links of it are not reported."""

    def __init__(self, name: str) -> None:
        self.name, self.seq, self.hash, self.broken = name, 0, GENESIS, False

    def follow(self, row: Row, report: Report) -> None:
        stream, seq, recorded_at, prev, hash_, day = *row[:2], row[4], *row[7:9], row[10]
        if self.broken:
            return
        where = f"{stream}#{seq}"
        if seq != self.seq + 1:
            self._break(report, f"{stream}#{self.seq + 1}", "记录缺失或次序改变")
        elif prev != self.hash:
            self._break(report, where, "与前一条记录不相连")
        elif not _hashes(row):
            self._break(report, where, "内容与摘要不符")
        elif not _within(day, recorded_at):
            self._break(report, where, "日期与写入时间不符")
        self.seq, self.hash = seq, hash_

    def _break(self, report: Report, where: str, what: str) -> None:
        self.broken = True
        report.find(where, what)


@lru_cache(maxsize=400)
def _bounds(day: date) -> tuple[datetime, datetime]:
    """When a local day begins and ends."""
    begins = datetime.combine(day, time(), LOCAL).astimezone(UTC)
    return begins, datetime.combine(day + timedelta(days=1), time(), LOCAL).astimezone(UTC)


def _within(day: date, at: datetime) -> bool:
    begins, ends = _bounds(day)
    return begins <= at < ends


def _hashes(row: Row) -> bool:
    stream, seq, kind, at, recorded_at, actor, data, prev, hash_, algorithm, _ = row
    written = instant(recorded_at)
    happened = written if at == recorded_at else instant(at)
    text = link(stream, seq, kind, happened, written, actor, data, prev)
    try:
        return digest(text, algorithm) == hash_
    except ValueError:
        return False


Head = tuple[str, int, str, str]


def _finish(
    report: Report,
    walk: _Stream | None,
    head: Head | None,
    heads: Iterator[Head],
    seal: Callable[..., str],
) -> Head | None:
    """Compare the end of a walked chain with its sealed head; gives the next head."""
    if walk is None:
        return head
    while head is not None and head[0] < walk.name:
        report.find(head[0], "链头存在而记录缺失")
        head = next(heads, None)
    if head is None or head[0] != walk.name:
        report.find(walk.name, "记录存在而链头缺失")
        return head
    if not walk.broken:
        if (head[1], head[2]) != (walk.seq, walk.hash):
            report.find(f"{walk.name}#{head[1]}", "链尾与链头不符：有记录被增加或删除")
        elif not hmac.compare_digest(head[3], seal("head", head[0], head[1], head[2])):
            report.find(walk.name, "链头的密封不符：整条链被改写")
    return next(heads, None)


def _check_secrets(report: Report) -> None:
    """Every private fact still there must fit its commitment; a lawfully deleted one is absent."""
    secrets = EntrySecret.objects.order_by("pk").values_list(
        "entry__stream", "entry__seq", "entry__data", "field", "salt", "value"
    )
    for stream, seq, data, name, salt, value in secrets.iterator(chunk_size=CHUNK):
        held: dict[str, Any] = json.loads(data)
        try:
            fits = held.get(name) == commitment(json.loads(value), salt)
        except ValueError:
            fits = False
        if not fits:
            report.find(f"{stream}#{seq}", Sentence("个人信息「{name}」与承诺值不符", name=name))


def _check_roots(report: Report, counts: Counter[date]) -> None:
    prev, expected = "", None
    for day in DailyRoot.objects.order_by("day"):
        report.days += 1
        where = f"root:{day.day}"
        if expected is not None and day.day != expected:
            report.find(f"root:{expected}", "日根缺失")
        elif day.prev != prev:
            report.find(where, "与前一日的根不相连")
        elif (day.count, day.root) != root_of(day.day, day.algorithm):
            report.find(where, "当日记录与日根不符")
        elif day.hash != chained(day.day, day.count, day.root, day.prev, day.algorithm):
            report.find(where, "日根摘要不符")
        elif not hmac.compare_digest(day.seal, seal_root(day.day, day.hash)):
            report.find(where, "日根的密封不符")
        prev, expected = day.hash, date.fromordinal(day.day.toordinal() + 1)
    _check_rootless_days(report, counts)


def _check_rootless_days(report: Report, counts: Counter[date]) -> None:
    """An entry dated before the first root was slipped in."""
    first = DailyRoot.objects.order_by("day").values_list("day", flat=True).first()
    for day in sorted(counts):
        if first is not None and day < first:
            report.find(f"root:{day}", "早于首个日根的记录")
