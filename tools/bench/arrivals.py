"""When the requests of a day arrive: the calls of a large bank, or a stated curve without them."""

import csv
import gzip
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

CURVE = Path(__file__).resolve().parents[3] / "shared/data/queue-data/bank_calls_5min.csv.gz"
STEP = 5  # minutes
# The bank's day is 07:00 to 21:05; so much of a city's calls comes in the other ten hours.
NIGHT_SHARE = 0.08
# Used when the data is absent: parts by hour, two humps as call centres have them.
STATED = (4, 3, 3, 3, 4, 6, 12, 32, 74, 96, 99, 86, 62, 72, 92, 90, 80, 56, 38, 30, 24, 18, 10, 6)


def minutes(text: str) -> int:
    """Minutes of the day of a time such as 10:05."""
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def curve() -> tuple[str, list[float]]:
    """Where the arrivals of a day come from, and the share of each five minutes of it."""
    slots = 24 * 60 // STEP
    if not CURVE.exists():
        shares = [STATED[slot * STEP // 60] / (60 / STEP) for slot in range(slots)]
        return "a stated curve (the data folder is absent)", [one / sum(shares) for one in shares]
    calls: Counter[int] = Counter()
    with gzip.open(CURVE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            calls[minutes(row["time"]) // STEP] += int(row["calls"])
    night = [slot for slot in range(slots) if slot not in calls]
    total = sum(calls.values())
    shares = [
        calls[slot] / total * (1 - NIGHT_SHARE) if slot in calls else NIGHT_SHARE / len(night)
        for slot in range(slots)
    ]
    return f"bank_calls_5min, the night {NIGHT_SHARE:.0%} stated", shares


def instants(shares: Sequence[float], requests: int, first: int, last: int) -> list[float]:
    """When requests arrive, in seconds of the day after `first`, the same at every run."""
    draw = random.Random(12345)  # the same day at every run
    found = []
    for slot, share in enumerate(shares):
        count = int(requests * share + draw.random())
        found += [(slot * STEP + STEP * draw.random()) * 60 for _ in range(count)]
    return sorted(at - first * 60 for at in found if first * 60 <= at < last * 60)
