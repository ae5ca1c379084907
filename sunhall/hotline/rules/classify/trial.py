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
from sunhall.hotline.rules.classify.learn import Lesson, fit, prepare, teach
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
    began = time.perf_counter()
    lesson = prepare(texts, classes)
    model = teach(lesson)
    seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        size = save(model, Path(folder) / "model")
    asked, found = lesson.labels.tolist(), cross_predict(lesson, folds, seed=seed)
    labels = list(model.classes)
    precision, recall, f1, rows = precision_recall_fscore_support(
        asked, found, labels=labels, zero_division=0.0
    )
    return Report(
        macro_f1=float(np.mean(f1)),
        per_class=tuple(
            ClassScore(code, float(p), float(r), float(f), int(n))
            for code, p, r, f, n in zip(labels, precision, recall, f1, rows, strict=True)
        ),
        confusion=tuple(
            tuple(map(int, line)) for line in confusion_matrix(asked, found, labels=labels)
        ),
        seconds=seconds,
        bytes=size,
    )


def cross_predict(lesson: Lesson, folds: int = 5, *, seed: int = 0) -> list[str]:
    """Predict every row by a model that was taught with the other folds only."""
    fold = np.array(deal(lesson.texts, lesson.labels.tolist(), folds, seed))
    lessons = [lesson.of(fold != one) for one in range(folds)]
    if len(set(fold.tolist())) < folds or not all(taught.is_enough() for taught in lessons):
        raise refuse("训练数据太少，分不成 {folds} 份", field="text", folds=folds)
    found = np.full(len(fold), "", dtype=object)
    for one, taught in enumerate(lessons):
        asked = fold == one
        found[asked] = fit(taught).predict(lesson.of(asked).texts)
    return [str(code) for code in found]
