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
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from sunhall.hotline.rules.classify.terms import grams, words
from sunhall.hotline.rules.hot.message import Message
from sunhall.hotline.rules.hot.places import mentions, without_regions

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
    groups = _join(ordered, named, pairs, near)
    issues = [
        _issue([ordered[at] for at in group], [named[at] for at in group], near)
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
    said = [f"{one.head}\n{one.head}\n{one.text[: near.opening]}" for one in messages]
    try:
        return counter.fit_transform(said)
    except ValueError:  # no term stands in two messages: nothing is near anything
        return None


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
        if score < near.without_place and not named[one] & named[other]:
            continue
        if _average(groups[first], groups[second], pairs) < near.on_average:
            continue
        kept, gone = sorted((first, second))
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
        for at in groups[kept]:
            home[at] = kept
    return [groups[at] for at in sorted(groups)]


def _average(one: list[int], other: list[int], pairs: dict[tuple[int, int], float]) -> float:
    total = sum(pairs.get((min(a, b), max(a, b)), 0.0) for a in one for b in other)
    return total / (len(one) * len(other))


def _issue(messages: list[Message], named: list[frozenset[str]], near: Nearness) -> Issue:
    """Explain a group: the place most of it names, and the words most of it uses."""
    places = Counter(name for names in named for name in names)
    most = max(places.values(), default=0)
    shared = [name for name, n in places.items() if n == most and n * 2 >= len(messages)]
    place = min(shared, key=lambda name: (-len(name), name), default="")
    used = Counter(
        word
        for one in messages
        for word in set(words(without_regions(one.head)))
        if len(word) > 1 and word not in place
    )
    told = [word for word, n in used.items() if n > 1 and n * 3 >= len(messages)]
    told.sort(key=lambda word: (-used[word], -len(word), word))
    return Issue(tuple(messages), place, tuple(told[: near.words_told]))
