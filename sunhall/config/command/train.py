"""Teach the model that suggests a class for a request, from classed requests (H2; 002)."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from sunhall.config.command.columns import FIELDS, columns_of
from sunhall.ground.kit.now import LOCAL, now
from sunhall.hotline.queries.imports import file_hash
from sunhall.hotline.queries.suggestion import model_path, own_lesson
from sunhall.hotline.rules.classify import Model, save
from sunhall.hotline.rules.classify.learn import train
from sunhall.hotline.rules.classify.material import read_table
from sunhall.hotline.rules.classify.trial import evaluate

SUMMARY = "train the model that suggests classes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to learn, from which columns; without a file, from the requests of this county."""
    parser.add_argument("what", choices=["classify"], help="what to train")
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        nargs="?",
        help="classed rows; without it the county's own classed requests teach the model",
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="field=header",
        help="which column holds text and which class; both are needed",
    )
    parser.add_argument("--evaluate", action="store_true", help="also measure 5-fold macro-F1")
    parser.add_argument("--json", action="store_true", help="end with one JSON object")


def run(args: argparse.Namespace) -> int:
    """Train, keep the model under its version, and say what was learnt."""
    if args.file:
        columns = columns_of(args.column, need=FIELDS)
        material = read_table(args.file, columns["text"], columns["class"])
        lesson = (material.texts, material.classes)
    else:
        lesson = own_lesson()
    facts, model = learn(*lesson, args.file)
    if args.evaluate:
        facts["macro_f1"] = round(evaluate(*lesson).macro_f1, 4)
    _tell(keep(model, facts), args)
    return 0


def learn(
    texts: list[str], classes: list[str], file: Path | None = None
) -> tuple[dict[str, Any], Model]:
    """A model and what is on record about its lesson.

    Raises `Refused` when the lesson is too small to tell two classes apart.
    """
    began = time.perf_counter()
    model = train(texts, classes)
    taught = [1 for text, code in zip(texts, classes, strict=True) if text and code]
    facts = {
        "version": int(record_of().get("version", 0)) + 1,
        "trained_at": now().astimezone(LOCAL).isoformat(timespec="seconds"),
        "file": file.name if file else "",
        "sha256": file_hash(file) if file else "",
        "rows": len(taught),
        "classes": len(model.classes),
        "seconds": round(time.perf_counter() - began, 2),
    }
    return facts, model


def keep(model: Model, facts: dict[str, Any]) -> dict[str, Any]:
    """Keep the model under its version and take it into use."""
    path = model_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    facts["bytes"] = save(model, path.with_name(f"classify-{facts['version']:04d}.model"))
    save(model, path)
    record_path().write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    return facts


def record_path() -> Path:
    """Where the version of the model in use is on record."""
    return model_path().with_suffix(".json")


def record_of() -> dict[str, Any]:
    """What is on record about the model in use; empty before one is trained."""
    if not record_path().exists():
        return {}
    facts: dict[str, Any] = json.loads(record_path().read_text(encoding="utf-8"))
    return facts


def _tell(facts: dict[str, Any], args: argparse.Namespace) -> None:
    words = (
        f"分类模型第 {facts['version']} 版：{facts['rows']} 行，{facts['classes']} 个类别，"
        f"用时 {facts['seconds']} 秒，{facts['bytes'] / 1e6:.1f} MB"
    )
    if "macro_f1" in facts:
        words += f"，五折 macro-F1 {facts['macro_f1']}"
    if args.json:
        sys.stderr.write(f"{words}\n")
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print(words)
