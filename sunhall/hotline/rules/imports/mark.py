"""The mark of a row: tells an unchanged row from a changed one, and a new answer from both."""

from collections.abc import Iterable

from sunhall.ground.kit.digest import canonical, digest

HALF = 32
NO_ANSWER = ""


def mark_of(asked: Iterable[str], answered: Iterable[str]) -> str:
    """Digest what was asked and what was answered, half a mark each; space does not count."""
    answer = [_bare(text) for text in answered]
    second = digest(canonical(answer))[:HALF] if any(answer) else NO_ANSWER
    return digest(canonical([_bare(text) for text in asked]))[:HALF] + second


def ask_part(mark: str) -> str:
    """The half that stands for what was asked."""
    return mark[:HALF]


def _bare(text: str) -> str:
    return "".join(text.split())
