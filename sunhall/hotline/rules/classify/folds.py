"""Deal texts into folds: equal texts together, every class spread evenly, always the same way."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from sunhall.ground.kit.digest import digest
from sunhall.hotline.rules.classify.terms import same


def deal(texts: Sequence[str], classes: Sequence[str], folds: int, seed: int = 0) -> list[int]:
    """Give each text the number of its fold.

    Texts that differ only in spaces, width or punctuation count as equal: were one of them
    taught and the other asked, the figures would flatter the model. The order follows a digest
    of the text, so that neither the order of the rows nor a library's version changes it.
    """
    keys = [same(text) for text in texts]
    voted: dict[str, Counter[str]] = defaultdict(Counter)
    for key, code in zip(keys, classes, strict=True):
        voted[key][code] += 1

    def order(key: str) -> tuple[str, str]:
        code = max(sorted(voted[key]), key=lambda one: voted[key][one])
        return code, digest(f"{seed}:{key}".encode())

    dealt = {key: at % folds for at, key in enumerate(sorted(voted, key=order))}
    return [dealt[key] for key in keys]
