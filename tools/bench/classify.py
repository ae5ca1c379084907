"""How well and how fast requests are classed: `python -m tools.bench.classify [FILE TEXT CLASS]`.

Without arguments it takes the labelled citizens' messages beside the project. Prints macro-F1
of a five-fold cross-validation (equal texts in one fold), learning time, model size, loading
time and time per text.
"""

import sys
import tempfile
import time
from pathlib import Path

from sunhall.hotline.rules.classify import load, save
from sunhall.hotline.rules.classify.learn import train
from sunhall.hotline.rules.classify.material import read_table
from sunhall.hotline.rules.classify.trial import evaluate

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/data/teddy2020c/附件2_原文有标签_训练.csv.gz"
TEXT, CLASS = "文本", "一级标签"
ASKED = 500


def measure(path: Path, text_column: str, class_column: str) -> list[str]:
    """Measure one labelled table; lines to print."""
    material = read_table(path, text_column, class_column)
    report = evaluate(material.texts, material.classes)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "model"
        save(train(material.texts, material.classes), kept)
        began = time.perf_counter()
        model = load(kept)
        model.predict([""])
        loading = time.perf_counter() - began
    asked = material.texts[:ASKED]
    began = time.perf_counter()
    model.predict(asked)
    predicting = (time.perf_counter() - began) / len(asked)
    began = time.perf_counter()
    for text in asked:
        model.suggest(text)
    suggesting = (time.perf_counter() - began) / len(asked)
    return [
        f"classify: {len(material.texts)} rows, {len(report.per_class)} classes",
        f"  macro-F1, 5 folds       {report.macro_f1:.4f}   (at least 0.89, aim 0.91)",
        f"  learning                {report.seconds:.1f} s   (at most 60)",
        f"  model                   {report.bytes / 1e6:.2f} MB   (at most 20)",
        f"  loading                 {loading * 1e3:.0f} ms",
        f"  one prediction          {predicting * 1e3:.2f} ms   (below 20)",
        f"  one suggestion, reasons {suggesting * 1e3:.2f} ms",
        *(
            f"  {s.class_code}: precision {s.precision:.3f}, recall {s.recall:.3f}, "
            f"F1 {s.f1:.3f}, {s.rows} rows"
            for s in report.per_class
        ),
    ]


def main(arguments: list[str]) -> int:
    """Print the figures, or why there are none."""
    if arguments and len(arguments) != 3:
        print("usage: python -m tools.bench.classify [FILE TEXT_COLUMN CLASS_COLUMN]")
        return 2
    file, text, code = arguments or (str(REAL), TEXT, CLASS)
    path = Path(file)
    if not path.exists():
        print(f"classify: skipped, {path.name} is not there")
        return 0
    print("\n".join(measure(path, text, code)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
