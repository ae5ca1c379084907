"""Group messages into issues (scikit-learn): near in words, in one place, within a span of time.

Messages are first put in the order of their content, and of equally near pairs the earlier in
that order is joined first: nothing depends on how they were given. Two groups are joined while
their messages are near *on average* (average link): one message that fits two issues does not
chain them together.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import log
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from sunhall.hotline.rules.classify.terms import grams, words
from sunhall.hotline.rules.hot.message import Message
from sunhall.hotline.rules.hot.places import (
    is_distinct,
    is_name,
    is_somebody,
    mentions,
    without_regions,
)

Sparse = Any  # scipy and scikit-learn ship no types


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near messages must be: with a shared place less than without, within a span of days."""

    with_place: float = 0.20
    without_place: float = 0.34
    on_average: float = 0.13
    days: int = 120
    opening: int = 120
    common: float = 0.04
    many: int = 500
    block: int = 512
    words_told: int = 5
    elsewhere: float = 0.01
    elsewhere_least: int = 10


@dataclass(frozen=True, slots=True)
class Issue:
    """Messages about one matter, earliest first, with the place and the words they share."""

    messages: tuple[Message, ...]
    place: str
    words: tuple[str, ...]


def group(
    messages: Sequence[Message],
    *,
    register: Collection[str] = (),
    least: int = 2,
    nearness: Nearness | None = None,
) -> list[Issue]:
    """Find the issues that at least `least` messages are about (H9, H13; 002)."""
    near = nearness or Nearness()
    ordered = sorted(messages, key=Message.order)
    if len(ordered) < max(2, least):
        return []
    named = [mentions(f"{one.head} {one.place}", register) for one in ordered]
    weighed = _weigh(ordered, near)
    if weighed is None:
        return []
    pairs = {(one, other): score for score, one, other in _pairs(weighed, near)}
    groups = _join(ordered, named, pairs, near, register)
    said = [_told_words(one) for one in ordered]
    everywhere = Counter(word for one in said for word in one)
    issues = [
        Issue(
            tuple(ordered[at] for at in group),
            place := _place([ordered[at] for at in group], register),
            _words([said[at] for at in group], everywhere, len(said), place, near),
        )
        for group in groups
        if len(group) >= least
    ]
    # What shares neither a place nor a word (only a greeting) could be explained to nobody.
    return [one for one in issues if one.place or one.words]


def _weigh(messages: Sequence[Message], near: Nearness) -> Sparse:
    """Rare terms weigh more; what stands in more than a small share of all weighs nothing."""
    counter = TfidfVectorizer(
        analyzer=_terms,
        min_df=2,
        max_df=near.common if len(messages) >= near.many else 1.0,
        sublinear_tf=True,
        dtype=np.float64,
    )
    said = [_without_village(one, near) for one in messages]
    try:
        return counter.fit_transform(said)
    except ValueError:  # no term stands in two messages: nothing is near anything
        return None


def _without_village(one: Message, near: Nearness) -> str:
    """The matter without the village, which is weighed by itself: all there share its name."""
    said = f"{one.head}\n{one.head}\n{one.text[: near.opening]}"
    return said.replace(one.village, " ") if one.village else said


def _terms(text: str) -> list[str]:
    text = without_regions(text)
    pairs = [gram for gram in grams(text) if len(gram) == 2]
    return [*pairs, *(f"w{word}" for word in words(text) if len(word) > 1)]


def _pairs(weighed: Sparse, near: Nearness) -> Iterator[tuple[float, int, int]]:
    """Every pair that shares a term and is not far, block by block: memory stays small."""
    turned = csr_matrix(weighed.T)
    for start in range(0, weighed.shape[0], near.block):
        scores = (weighed[start : start + near.block] @ turned).tocoo()
        kept = (scores.data >= near.on_average / 2) & (scores.row + start < scores.col)
        for row, col, score in zip(
            scores.row[kept].tolist(), scores.col[kept].tolist(), scores.data[kept].tolist(),
            strict=True,
        ):  # fmt: skip
            yield round(score, 6), row + start, col


def _join(
    messages: Sequence[Message],
    named: Sequence[frozenset[str]],
    pairs: dict[tuple[int, int], float],
    near: Nearness,
    register: Collection[str],
) -> list[list[int]]:
    """Join the nearest first, as long as the whole groups stay near on average."""
    span = timedelta(days=near.days)
    groups = {at: [at] for at in range(len(messages))}
    home = list(range(len(messages)))
    for one, other in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        score = pairs[one, other]
        if score < near.with_place:
            break
        first, second = home[one], home[other]
        if first == second or messages[other].at - messages[one].at > span:
            continue
        shared = named[one] & named[other]
        if score < near.without_place and not shared:
            continue
        if _apart(messages[one], messages[other], shared, register):
            continue
        if _average(groups[first], groups[second], pairs) < near.on_average:
            continue
        kept, gone = sorted((first, second))
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
        for at in groups[kept]:
            home[at] = kept
    return [groups[at] for at in sorted(groups)]


def _apart(
    one: Message, other: Message, shared: Collection[str], register: Collection[str]
) -> bool:
    """Whether two are registered for different villages and name no common place."""
    if not one.village or not other.village or one.village == other.village:
        return False
    return not any(is_distinct(name, register) for name in shared)


def _average(one: list[int], other: list[int], pairs: dict[tuple[int, int], float]) -> float:
    total = sum(pairs.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
    return total / (len(one) * len(other))


def _place(messages: Sequence[Message], register: Collection[str]) -> str:
    """The place most of a group says it is about; else the one most are registered for."""
    for texts in ([one.head for one in messages], [one.place for one in messages]):
        places = Counter(name for text in texts for name in mentions(text, register))
        known = tuple(name for name in places if name in register)
        shared = [
            name
            for name, n in places.items()
            if n * 2 >= len(messages)
            and (name in register or (is_name(name) and not name.endswith(known)))
        ]
        if shared:
            return min(shared, key=lambda name: (-places[name], -len(name), name))
    return ""


def _words(
    said: Sequence[frozenset[str]],
    everywhere: Counter[str],
    count: int,
    place: str,
    near: Nearness,
) -> tuple[str, ...]:
    """The words most of a group uses and few others do, the most telling first.

    What is said everywhere (何时, 投诉, 问题) tells nobody why these were put together.
    """
    used = Counter(word for one in said for word in one if word not in place)
    few = max(near.elsewhere_least, near.elsewhere * count)
    told = [
        word
        for word, n in used.items()
        if n > 1 and n * 3 >= len(said) and everywhere[word] - n <= max(few, n)
    ]
    weight = {word: used[word] * log((1 + count) / everywhere[word]) for word in told}
    told.sort(key=lambda word: (-round(weight[word], 6), word))
    return tuple(told[: near.words_told])


def _told_words(message: Message) -> frozenset[str]:
    """The words that may explain a message: no single characters, nobody's name."""
    cut = words(without_regions(message.head))
    return frozenset(word for word in cut if len(word) > 1 and not is_somebody(word))
