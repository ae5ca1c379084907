"""Try the learning on rows it has not seen, and say how well it does (scikit-learn)."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from sunhall.ground.kit.refusal import refuse
from sunhall.hotline.rules.classify.folds import deal
from sunhall.hotline.rules.classify.learn import train
from sunhall.hotline.rules.classify.store import save


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How well one class was found: precision, recall, F1 and the number of its rows."""

    class_code: str
    precision: float
    recall: float
    f1: float
    rows: int


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of a trial; `confusion[i][j]` counts rows of class i taken for class j.

    `seconds` and `bytes` are those of one model taught with all rows.
    """

    macro_f1: float
    per_class: tuple[ClassScore, ...]
    confusion: tuple[tuple[int, ...], ...]
    seconds: float
    bytes: int


def evaluate(
    texts: Sequence[str], classes: Sequence[str], folds: int = 5, *, seed: int = 0
) -> Report:
    """Measure macro-F1 by cross-validation with equal texts in one fold (H2)."""
    kept = [(t, c.strip()) for t, c in zip(texts, classes, strict=True) if t.strip() and c.strip()]
    texts, classes = [text for text, _ in kept], [code for _, code in kept]
    began = time.perf_counter()
    model = train(texts, classes)
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        size = save(model, Path(folder) / "model")
    found = cross_predict(texts, classes, folds, seed=seed)
    labels = list(model.classes)
    precision, recall, f1, rows = precision_recall_fscore_support(
        classes, found, labels=labels, zero_division=0.0
    )
    return Report(
        macro_f1=float(np.mean(f1)),
        per_class=tuple(
            ClassScore(code, float(p), float(r), float(f), int(n))
            for code, p, r, f, n in zip(labels, precision, recall, f1, rows, strict=True)
        ),
        confusion=tuple(
            tuple(map(int, line)) for line in confusion_matrix(classes, found, labels=labels)
        ),
        seconds=seconds,
        bytes=size,
    )


def cross_predict(
    texts: Sequence[str], classes: Sequence[str], folds: int = 5, *, seed: int = 0
) -> list[str]:
    """Predict every row by a model that was taught with the other folds only."""
    fold = deal(texts, classes, folds, seed)
    if len(set(fold)) < folds:
        raise refuse(f"训练数据太少，分不成 {folds} 份", field="text")
    found = [""] * len(texts)
    for one in range(folds):
        taught = [at for at, mine in enumerate(fold) if mine != one]
        asked = [at for at, mine in enumerate(fold) if mine == one]
        lesson = [texts[at] for at in taught], [classes[at] for at in taught]
        model = train(*lesson, calibrate=False)
        for at, code in zip(asked, model.predict([texts[at] for at in asked]), strict=True):
            found[at] = code
    return found
