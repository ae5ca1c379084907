"""How an article is found: which words count how much, the same on every database (H12; B3)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from sunhall.ground.kit.tokens import asked_tokens, tokens
from sunhall.knowledge.rules.spelling import asked_spelling, spelled

# What somebody types while a caller speaks may be long: the words that say most are looked up.
MOST_ASKED, MOST_WEIGHED = 300, 24
LONGEST = 60
IN_HEAD, IN_BODY = 2.5, 1.0
EXPIRED = 0.5
# A hit this much weaker than the best is none.
LEAST_SHARE = 0.35
# What every call begins with and no article is about.
_FILLERS = re.compile(
    "来电人|诉求人|群众|反映|咨询|请问|想问|询问|问一下|怎么办|怎么|什么|如何|能不能|可不可以"
)
# A word in one article of three says nothing about any.
COMMON = 1 / 3


@dataclass(frozen=True)
class Weighed:
    """The words of a search that are known, the most telling first, with what each weighs."""

    weights: Mapping[str, float]

    def __bool__(self) -> bool:
        return bool(self.weights)


def asked_of(text: str) -> list[str]:
    """The tokens of a search: words, pairs of characters, and what letters sound like."""
    told = _FILLERS.sub(" ", text)
    asked = asked_tokens(told) or asked_tokens(text)
    return [*asked, *asked_spelling(text)][:MOST_ASKED]


def spoken_tokens(head: str, body: str, sounds: str) -> tuple[set[str], set[str]]:
    """The tokens of an article: of its head, with the sounds of what it is called; of all."""
    first = {*_kept(tokens(head)), *spelled(sounds)}
    return first, first | set(_kept(tokens(body)))


def _kept(found: Iterable[str]) -> Iterable[str]:
    """Without addresses of the web and the like: nobody searches for so long a word."""
    return (token for token in found if len(token) <= LONGEST)


def strong(scored: Mapping[int, float]) -> dict[int, float]:
    """Without what is so much weaker than the best that it only disturbs."""
    least = max(scored.values(), default=0.0) * LEAST_SHARE
    return {key: points for key, points in scored.items() if points >= least}


def weight(counts: Mapping[str, int], total: int) -> Weighed:
    """Weigh known tokens by how few articles hold them; common ones only where nothing else is."""
    telling = {t: n for t, n in counts.items() if n <= max(total * COMMON, 1)}
    rarest = sorted((telling or counts).items(), key=lambda pair: (pair[1], pair[0]))
    return Weighed({t: log(1 + total / n) for t, n in rarest[:MOST_WEIGHED] if n > 0})


def score(asked: Weighed, head: Iterable[str], every: Iterable[str], *, expired: bool) -> float:
    """What an article scores: what stands in its head counts more, what has expired less.

    One word of many proves nothing: of three and more asked, two must be there.
    """
    head, every = set(head), set(every)
    found = [token for token in asked.weights if token in every]
    if len(found) < min(2, (len(asked.weights) + 1) // 2):
        return 0.0
    points = sum(asked.weights[t] * (IN_HEAD if t in head else IN_BODY) for t in found)
    return points * (EXPIRED if expired else 1.0)
