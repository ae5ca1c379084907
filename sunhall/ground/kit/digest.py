"""Digests: canonical JSON, SHA-256 or SM3, and Merkle trees as in RFC 9162."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.hazmat.primitives import hashes

ALGORITHMS = ("sha256", "sm3")


def canonical(value: Any) -> bytes:
    """Write a value as canonical JSON: sorted keys, no spaces, UTF-8.

    Floats are refused: their text differs between machines, so two honest parties could
    compute different digests.
    """
    _refuse_floats(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: bytes, algorithm: str = "sha256") -> str:
    """Hash bytes; hex. `sm3` is GB/T 32905."""
    return _hash(data, algorithm).hex()


def root(leaves: Iterable[bytes], algorithm: str = "sha256") -> str:
    """Compute the Merkle tree hash of leaf entries (RFC 9162, 2.1.1); hex."""
    level = [_hash(b"\x00" + leaf, algorithm) for leaf in leaves]
    if not level:
        return _hash(b"", algorithm).hex()
    return _fold(level, algorithm).hex()


def inclusion(leaves: Sequence[bytes], index: int, algorithm: str = "sha256") -> list[str]:
    """Give the audit path of one leaf (RFC 9162, 2.1.3.1); hex, from the leaf upwards."""
    hashed = [_hash(b"\x00" + leaf, algorithm) for leaf in leaves]

    def path(nodes: list[bytes], at: int) -> list[bytes]:
        if len(nodes) == 1:
            return []
        split = _split(len(nodes))
        if at < split:
            return [*path(nodes[:split], at), _tree(nodes[split:], algorithm)]
        return [*path(nodes[split:], at - split), _tree(nodes[:split], algorithm)]

    return [node.hex() for node in path(hashed, index)]


def _hash(data: bytes, algorithm: str) -> bytes:
    if algorithm == "sha256":
        return hashlib.sha256(data).digest()
    if algorithm == "sm3":
        sm3 = hashes.Hash(hashes.SM3())
        sm3.update(data)
        return sm3.finalize()
    raise ValueError(f"unknown digest algorithm {algorithm!r}; choose one of {ALGORITHMS}")


def _split(count: int) -> int:
    """The largest power of two smaller than count."""
    return 1 << (count - 1).bit_length() - 1


def _tree(nodes: list[bytes], algorithm: str) -> bytes:
    if len(nodes) == 1:
        return nodes[0]
    split = _split(len(nodes))
    left, right = _tree(nodes[:split], algorithm), _tree(nodes[split:], algorithm)
    return _hash(b"\x01" + left + right, algorithm)


def _fold(level: list[bytes], algorithm: str) -> bytes:
    """Hash level by level; an odd last node is carried up, which equals RFC 9162's split."""
    while len(level) > 1:
        paired = [
            _hash(b"\x01" + level[i] + level[i + 1], algorithm) for i in range(0, len(level) - 1, 2)
        ]
        if len(level) % 2:
            paired.append(level[-1])
        level = paired
    return level[0]


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical text; use an int or a decimal string")
    if isinstance(value, dict):
        for item in value.values():
            _refuse_floats(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_floats(item)
