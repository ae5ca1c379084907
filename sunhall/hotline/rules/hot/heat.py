"""Heat and growth of an issue on a given day.

Heat: every message counts one for the first of its person and less for the person's others, and
half as much for every half-life since it came; those who pressed 点赞 or 反对 count by a logarithm,
so that a campaign of clicks cannot outweigh people who wrote; and what came beyond expectation in
the last window counts again.

Growth: the windows before foretell this one. With k messages in w windows the count of the next
follows a negative binomial (a Poisson whose rate is known only from those w windows; Gamma prior
of half a message). The alarm is raised when so many messages or more had a chance below the bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma, log, log1p

from sunhall.hotline.rules.hot.message import Message


@dataclass(frozen=True, slots=True)
class Weights:
    """One version of all numbers that heat and growth rest on, and where they come from."""

    version: str
    source: str
    repeated: float = 0.3
    half_life_days: int = 30
    likes: float = 1.0
    beyond: float = 1.0
    window_days: int = 7
    past_windows: int = 8
    least_messages: int = 3
    least_persons: int = 3
    chance: float = 0.01
    looks_back_days: int = 180
    same_share: float = 0.5
    cools_after_days: int = 60


WEIGHTS = Weights("2026-12", "待核：自拟，尚无公开的热度公式可引；县里可另定")


@dataclass(frozen=True, slots=True)
class Growth:
    """This window against what the windows before foretell."""

    count: int
    expected: float
    chance: float
    alarm: bool


def heat(messages: Sequence[Message], on: date, weights: Weights = WEIGHTS) -> float:
    """Say how hot an issue was at the end of a day; later messages do not count."""
    told: set[str] = set()
    sum_ = 0.0
    known = _until(messages, on)
    for one in known:
        share = weights.repeated if one.person and one.person in told else 1.0
        told.add(one.person)
        sum_ += share * 0.5 ** ((on - one.day).days / weights.half_life_days)
    pressed = sum(one.likes + one.dislikes for one in known)
    seen = growth(known, on, weights)
    beyond = max(0.0, seen.count - seen.expected) if seen.alarm else 0.0
    return round(sum_ + weights.likes * log1p(pressed) + weights.beyond * beyond, 2)


def growth(messages: Sequence[Message], on: date, weights: Weights = WEIGHTS) -> Growth:
    """Compare the last window with those before it."""
    opened = on - timedelta(days=weights.window_days)
    first = opened - timedelta(days=weights.window_days * weights.past_windows)
    known = _until(messages, on)
    now = [one for one in known if one.day > opened]
    past = sum(first < one.day <= opened for one in known)
    persons = len({one.person or one.key for one in now})
    shape, rate = past + 0.5, float(weights.past_windows)
    chance = _at_least(len(now), shape, rate)
    enough = len(now) >= weights.least_messages and persons >= weights.least_persons
    return Growth(
        len(now), round(shape / rate, 3), round(chance, 6), enough and chance < weights.chance
    )


def _until(messages: Sequence[Message], on: date) -> list[Message]:
    return sorted((one for one in messages if one.day <= on), key=Message.order)


def _at_least(count: int, shape: float, rate: float) -> float:
    """The chance of `count` or more of a negative binomial, by what is left below it."""
    below = sum(
        exp(
            lgamma(shape + k)
            - lgamma(shape)
            - lgamma(k + 1)
            + shape * log(rate / (rate + 1))
            - k * log(rate + 1)
        )
        for k in range(count)
    )
    return min(1.0, max(0.0, 1.0 - below))
