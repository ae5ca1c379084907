"""Environment variables: each declared once with type, default and one sentence."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class BadSetting(SystemExit):
    """A setting is malformed; the house refuses to open."""


@dataclass(frozen=True)
class Declared:
    name: str
    kind: str
    default: str
    sentence: str


declared: dict[str, Declared] = {}


def _read(name: str, default: str | None, sentence: str, kind: str, parse: Callable[[str], T]) -> T:
    declared[name] = Declared(name, kind, "" if default is None else default, sentence)
    text = os.environ.get(name)
    file = os.environ.get(f"{name}_FILE")
    if text is None and file:
        text = Path(file).read_text(encoding="utf-8").strip()
    if text is None:
        if default is None:
            raise BadSetting(f"Setting {name} is missing. {sentence}")
        text = default
    try:
        return parse(text)
    except ValueError as error:
        raise BadSetting(f"Setting {name}={text!r} is not {kind}: {error}. {sentence}") from error


def text(name: str, default: str | None, sentence: str) -> str:
    """Read a line of text; `NAME_FILE` may name a file that holds it."""
    return _read(name, default, sentence, "text", str)


def flag(name: str, default: bool, sentence: str) -> bool:
    """Read true or false; anything else stops the start instead of being guessed at."""

    def parse(value: str) -> bool:
        if value.lower() not in {"true", "false"}:
            raise ValueError("write true or false")
        return value.lower() == "true"

    return _read(name, str(default).lower(), sentence, "true or false", parse)


def number(name: str, default: int, sentence: str) -> int:
    """Read a whole number."""
    return _read(name, str(default), sentence, "a whole number", int)


def words(name: str, default: str, sentence: str) -> list[str]:
    """Read a comma-separated list."""

    def parse(value: str) -> list[str]:
        return [word.strip() for word in value.split(",") if word.strip()]

    return _read(name, default, sentence, "a comma-separated list", parse)


def choice(name: str, default: str, choices: tuple[str, ...], sentence: str) -> str:
    """Read one of a few words."""

    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError("choose one of " + ", ".join(choices))
        return value

    return _read(name, default, sentence, "one of " + ", ".join(choices), parse)


def unknown(prefix: str = "SUNHALL_") -> list[str]:
    """Names in the environment that look like ours and that nobody declared: likely slips."""
    known = set(declared) | {f"{name}_FILE" for name in declared}
    return sorted(name for name in os.environ if name.startswith(prefix) and name not in known)


def documented() -> list[dict[str, Any]]:
    """All declared variables, for docs/settings.md."""
    return [vars(entry) for entry in declared.values()]
