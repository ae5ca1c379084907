"""Keep a model in a file that can be read without trusting it: numbers and text, no code.

One line with the format's name and version, one line with the SHA-256 of the rest, then NumPy
arrays. Nothing in it is ever executed, and a changed byte is found before anything is used.
"""

import io
import json
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from sunhall.ground.kit.digest import digest
from sunhall.ground.kit.refusal import refuse
from sunhall.hotline.rules.classify.model import Model, fits_together

_NAME = b"sunhall-classify"
_VERSION = 1


def save(model: Model, path: Path | str) -> int:
    """Write a model to a file, whole or not at all; the number of bytes."""
    body = _pack(model)
    content = b"%s %d\n%s\n%s" % (_NAME, _VERSION, digest(body).encode(), body)
    path = Path(path)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content)
    draft.replace(path)
    return len(content)


def load(path: Path | str) -> Model:
    """Read a model; refuse a foreign, newer or damaged file in words."""
    try:
        content = Path(path).read_bytes()
    except OSError as trouble:
        raise refuse(
            "打不开分类模型 {name}，请先训练", name=Path(path).name, field="model"
        ) from trouble
    head, _, rest = content.partition(b"\n")
    name, _, version = head.partition(b" ")
    if name != _NAME:
        raise refuse("这个文件不是分类模型，请选择训练得到的文件", field="model")
    if version != str(_VERSION).encode():
        told = version[:9].decode("ascii", "replace")
        raise refuse(
            "分类模型的版本是 {told}，本系统读版本 {own}，请重新训练",
            field="model",
            told=told,
            own=_VERSION,
        )
    seal, _, body = rest.partition(b"\n")
    if digest(body).encode() != seal:
        raise refuse("分类模型文件已损坏，请重新训练或重新拷贝", field="model")
    return _unpack(body)


def _pack(model: Model) -> bytes:
    facts = {
        "classes": model.classes,
        "vocabulary": "\n".join(model.vocabulary),
        "evidence": model.evidence,
        "sharpness": model.sharpness,
        "threshold": model.threshold,
    }
    packed = io.BytesIO()
    np.savez_compressed(
        packed,
        facts=np.frombuffer(json.dumps(facts, ensure_ascii=False).encode(), dtype=np.uint8),
        weights=model.weights,
        coefficients=model.coefficients,
        intercepts=model.intercepts,
    )
    return packed.getvalue()


def _unpack(body: bytes) -> Model:
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as parts:
            facts = json.loads(parts["facts"].tobytes())
            model = Model(
                classes=tuple(facts["classes"]),
                vocabulary=tuple(facts["vocabulary"].split("\n")),
                weights=parts["weights"],
                coefficients=parts["coefficients"],
                intercepts=parts["intercepts"],
                evidence=float(facts["evidence"]),
                sharpness=float(facts["sharpness"]),
                threshold=float(facts["threshold"]),
            )
    except (BadZipFile, KeyError, TypeError, ValueError) as trouble:
        raise refuse("分类模型文件的内容不完整，请重新训练", field="model") from trouble
    if not fits_together(model):
        raise refuse("分类模型文件的内容不完整，请重新训练", field="model")
    return model
