"""Filling a template: named placeholders only, and never a missing fact left open."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(text: str) -> set[str]:
    """The names that stand in a template."""
    return set(_PLACEHOLDER.findall(text))


def stray_braces(text: str) -> bool:
    """Whether braces remain that name nothing: a slip in a template."""
    return bool(re.search(r"[{}]", _PLACEHOLDER.sub("", text)))


def filled(text: str, facts: Mapping[str, object]) -> str:
    """Put the facts in. A fact is text and is never looked into, whatever signs it contains."""
    if missing := placeholders(text) - set(facts):
        raise LookupError(f"the template needs {', '.join(sorted(missing))}")
    return _PLACEHOLDER.sub(lambda found: str(facts[found[1]]), text)
