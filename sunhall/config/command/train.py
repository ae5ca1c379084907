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
from sunhall.hotline.queries.suggestion import model_path
from sunhall.hotline.rules.classify import save
from sunhall.hotline.rules.classify.learn import train
from sunhall.hotline.rules.classify.material import Material, read_table
from sunhall.hotline.rules.classify.trial import evaluate

SUMMARY = "train the model that suggests classes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to learn, from which columns."""
    parser.add_argument("what", choices=["classify"], help="what to train")
    parser.add_argument("file", type=Path, metavar="FILE")
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
    columns = columns_of(args.column, need=FIELDS)
    material = read_table(args.file, columns["text"], columns["class"])
    began = time.perf_counter()
    model = train(material.texts, material.classes)
    facts = _facts(args.file, material, len(model.classes), time.perf_counter() - began)
    if args.evaluate:
        facts["macro_f1"] = round(evaluate(material.texts, material.classes).macro_f1, 4)
    path = model_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    facts["bytes"] = save(model, path.with_name(f"classify-{facts['version']:04d}.model"))
    save(model, path)
    record_path().write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    _tell(facts, args)
    return 0


def record_path() -> Path:
    """Where the version of the model in use is on record."""
    return model_path().with_suffix(".json")


def record_of() -> dict[str, Any]:
    """What is on record about the model in use; empty before one is trained."""
    if not record_path().exists():
        return {}
    facts: dict[str, Any] = json.loads(record_path().read_text(encoding="utf-8"))
    return facts


def _facts(file: Path, material: Material, classes: int, seconds: float) -> dict[str, Any]:
    taught = [
        1 for text, code in zip(material.texts, material.classes, strict=True) if text and code
    ]
    return {
        "version": int(record_of().get("version", 0)) + 1,
        "trained_at": now().astimezone(LOCAL).isoformat(timespec="seconds"),
        "file": file.name,
        "sha256": file_hash(file),
        "rows": len(taught),
        "classes": classes,
        "seconds": round(seconds, 2),
    }


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
