"""The learnt model: suggests classes for one text and says which words spoke for them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sunhall.hotline.rules.classify.terms import (
    CHARACTER,
    OPENING,
    WORD,
    grams,
    plain,
    terms,
    words,
)

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

# A second or third class less likely than this only distracts the operator.
_WORTH_SAYING = 0.05


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A class a person may take over or override, how likely it is, and the words behind it."""

    class_code: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """A linear model over weighted terms; knows no class but those it was taught.

    `evidence` is what even the poorest texts of the lesson offered: a greeting offers less and
    so moves no score far. `sharpness` turns margins into likelihoods, found on unseen rows.
    """

    classes: tuple[str, ...]
    vocabulary: tuple[str, ...]
    weights: Floats
    coefficients: Floats
    intercepts: Floats
    evidence: float
    sharpness: float
    threshold: float

    @cached_property
    def _places(self) -> dict[str, int]:
        return {term: at for at, term in enumerate(self.vocabulary)}

    def suggest(self, text: str, top: int = 3) -> list[Suggestion]:
        """Suggest at most `top` classes, best first; none when the model is not sure (不确定)."""
        at, values = self._vector(text)
        if not len(at):
            return []
        scores = likelihoods(self._margins(at, values)[None, :], self.sharpness)[0]
        best = np.argsort(-scores, kind="stable")[:top]
        if scores[best[0]] < self.threshold:
            return []
        pieces = self._pieces(text)
        return [
            Suggestion(
                class_code=self.classes[one],
                score=round(float(scores[one]), 4),
                reasons=_loudest(pieces, at, values * self.coefficients[at, one]),
            )
            for one in best
            if one == best[0] or scores[one] >= _WORTH_SAYING
        ]

    def predict(self, texts: Iterable[str]) -> list[str]:
        """Name the likeliest class of each text; empty for a text without one known term."""
        return [self._likeliest(text) for text in texts]

    def _likeliest(self, text: str) -> str:
        at, values = self._vector(text)
        return self.classes[int(np.argmax(self._margins(at, values)))] if len(at) else ""

    def _vector(self, text: str) -> tuple[Places, Floats]:
        """Weigh the known terms; a text with less evidence than ordinary ones stays short."""
        counts = Counter(self._places[term] for term in terms(text) if term in self._places)
        at = np.fromiter(counts, dtype=np.intp, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(often)) * self.weights[at]
        return at, values / np.float32(max(float(np.linalg.norm(values)), self.evidence))

    def _margins(self, at: Places, values: Floats) -> Floats:
        margins: Floats = values @ self.coefficients[at] + self.intercepts
        return margins

    def _pieces(self, text: str) -> dict[str, set[int]]:
        """Tell for each readable word where the terms stand that it is made of."""
        found: dict[str, set[int]] = {}
        for word in words(plain(text)):
            if len(word) > 1 and not word.isdigit() and word not in found:
                parts = {WORD + word, *(k + g for g in grams(word) for k in (CHARACTER, OPENING))}
                found[word] = {self._places[part] for part in parts if part in self._places}
        return found


def _loudest(
    pieces: Mapping[str, set[int]], at: Places, spoke: Floats, most: int = 3
) -> tuple[str, ...]:
    """Name the words that spoke most for a class: each word itself and the pieces within it."""
    said = dict(zip(at.tolist(), spoke.tolist(), strict=True))
    loudness = {
        word: sum(said.get(place, 0.0) for place in places) for word, places in pieces.items()
    }
    ranked = sorted(loudness, key=lambda word: -loudness[word])
    return tuple(word for word in ranked[:most] if loudness[word] > 0)


def likelihoods(margins: Floats, sharpness: float) -> Floats:
    """Turn distances from the borders into likelihoods that add up to one."""
    scaled = margins * np.float32(sharpness)
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def fits_together(model: Model) -> bool:
    """Tell whether the parts of a model fit together."""
    rows, width = len(model.vocabulary), len(model.classes)
    parts: Sequence[Floats] = (model.weights, model.coefficients, model.intercepts)
    return (
        model.weights.shape == (rows,)
        and model.coefficients.shape == (rows, width)
        and model.intercepts.shape == (width,)
        and len(set(model.classes)) == width > 1
        and model.evidence > 0
        and all(bool(np.isfinite(part).all()) for part in parts)
    )
