"""Classify the rows of a table with the trained model (H2; 002).

The output keeps the columns of the input and adds `class`, the likeliest class the model was
taught, and `score`, how likely it is from 0 to 1. It never names a class it was not taught; an
input column of the same name is kept as `class (输入)`.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from sunhall.config.command.columns import columns_of
from sunhall.hotline.queries.suggestion import model_path
from sunhall.hotline.rules.classify import Model, load
from sunhall.hotline.rules.classify.material import read_table

SUMMARY = "classify the rows of a file with the trained model"
ADDED = ("class", "score")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to classify, and where to put it."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--column", action="append", default=[], metavar="text=header")
    parser.add_argument("--out", type=Path, required=True, metavar="CSV")
    parser.add_argument("--model", type=Path, metavar="FILE", help="another model than the trained")


def run(args: argparse.Namespace) -> int:
    """Classify every row; the output is written whole or not at all."""
    columns = columns_of(args.column, need=("text",))
    material = read_table(args.file, columns["text"])
    model = load(args.model or model_path())
    names = [f"{name} (输入)" if name in ADDED else name for name in material.columns]
    draft = args.out.with_name(args.out.name + ".part")
    with draft.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow([*names, *ADDED])
        for row, found in zip(material.rows, _classed(model, material.texts), strict=True):
            table.writerow([*(row.get(name, "") for name in material.columns), *found])
    draft.replace(args.out)
    sys.stderr.write(f"已分类 {len(material.rows)} 行：{args.out}\n")
    return 0


def _classed(model: Model, texts: list[str]) -> Iterator[tuple[str, str]]:
    """The likeliest class of each text; a text without one known word gets the commonest."""
    daring = replace(model, threshold=0.0)
    commonest = model.classes[int(np.argmax(model.intercepts))]
    for text in texts:
        best = next(iter(daring.suggest(text, top=1)), None)
        yield (best.class_code, f"{best.score:.4f}") if best else (commonest, "0.0000")
