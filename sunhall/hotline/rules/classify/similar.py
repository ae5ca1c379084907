"""Similar requests nearby: the ones that say nearly the same."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from sunhall.hotline.rules.classify.terms import CHARACTER, WORD, grams, plain, words


@dataclass(frozen=True, slots=True)
class Match:
    """The place of a similar text in the list given, how similar it is, and the shared words."""

    at: int
    score: float
    shared: tuple[str, ...]


def similar(text: str, others: Sequence[str], *, top: int = 5, least: float = 0.2) -> list[Match]:
    """List the texts most like this one, best first (H2); for a short list of candidates.

    Rare terms weigh more than common ones, counted within the candidates themselves, so that
    what all of them share (a greeting, the name of the town) makes nobody similar.
    """
    counted = [_counts(one) for one in (text, *others)]
    among = Counter(term for counts in counted for term in counts)
    rarity = {term: log((1 + len(counted)) / seen) for term, seen in among.items()}
    asked, *candidates = [_weighed(counts, rarity) for counts in counted]
    matches = [_match(at, asked, candidate) for at, candidate in enumerate(candidates)]
    near = [match for match in matches if match.score >= least]
    return sorted(near, key=lambda match: (-match.score, match.at))[:top]


def _counts(text: str) -> Counter[str]:
    text = plain(text)
    pairs = (CHARACTER + gram for gram in grams(text) if len(gram) == 2)
    return Counter([*pairs, *(WORD + word for word in words(text) if len(word) > 1)])


def _weighed(counts: Counter[str], rarity: dict[str, float]) -> dict[str, float]:
    raw = {term: (1 + log(count)) * rarity[term] for term, count in counts.items()}
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def _match(at: int, asked: dict[str, float], other: dict[str, float]) -> Match:
    shared = {term: asked[term] * other[term] for term in asked.keys() & other.keys()}
    told = sorted((term for term in shared if term.startswith(WORD)), key=lambda t: (-shared[t], t))
    return Match(at, round(sum(shared.values()), 4), tuple(term[1:] for term in told[:3]))
