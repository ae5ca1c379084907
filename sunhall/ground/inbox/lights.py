"""Health lights 健康灯 of the channels in, as a page shows them (K7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sunhall.ground.inbox import queries
from sunhall.ground.inbox.channel import Account, Adapter
from sunhall.ground.inbox.channels import ADAPTERS
from sunhall.ground.inbox.models import Source
from sunhall.ground.inbox.queries import Counts
from sunhall.ground.kit.now import now

OFF, OK, QUIET, BAD, NEW = "off", "ok", "quiet", "bad", "new"
# A channel that is looked into every minute and says nothing for so long stands still.
STANDING_STILL = timedelta(minutes=10)


@dataclass(frozen=True)
class Light:
    """One account of one channel, or a channel that is not configured."""

    adapter: Adapter
    account: Account | None
    state: str
    counts: Counts
    heard_at: datetime | None = None
    item_at: datetime | None = None
    failed_at: datetime | None = None
    error: str = ""


def lights() -> list[Light]:
    """Every channel with every account, those that are off too."""
    return [light for adapter in ADAPTERS for light in _of(adapter)]


def lights_of(adapter: Adapter) -> list[Light]:
    """One channel with its accounts."""
    return list(_of(adapter))


def knocked_at(channel: str) -> datetime | None:
    """When somebody last called with a wrong signature, which turns no light."""
    rows = Source.objects.filter(channel=channel, knocked_at__isnull=False)
    return rows.order_by("-knocked_at").values_list("knocked_at", flat=True).first()


def _of(adapter: Adapter) -> Iterator[Light]:
    sources, counts = queries.sources(), queries.counts()
    accounts = list(adapter.accounts())
    for account in accounts:
        key = (adapter.code, account.code)
        row, waits = sources.get(key), counts.get(key, Counts())
        if row is None or not (row.heard_at or row.failed_at):
            # A wrong knock alone is no answer of the other side.
            yield Light(adapter, account, NEW, waits)
            continue
        yield Light(
            adapter, account, _state(adapter, row), waits,
            row.heard_at, row.item_at, row.failed_at, row.error,
        )  # fmt: skip
    if not accounts:
        left = [found for (channel, _), found in counts.items() if channel == adapter.code]
        total = Counts(
            sum(found.waiting for found in left),
            sum(found.held for found in left),
            sum(found.dead for found in left),
        )
        yield Light(adapter, None, OFF, total)


def _state(adapter: Adapter, row: Source) -> str:
    if row.error:
        return BAD
    still = row.heard_at is None or row.heard_at < now() - STANDING_STILL
    return QUIET if adapter.poll is not None and still else OK
