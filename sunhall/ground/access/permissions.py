"""Permission names. An unknown name raises at once; templates would swallow it silently."""

from collections.abc import Iterable, Mapping

_names: dict[str, str] = {}
_roles: dict[str, frozenset[str]] = {}


def wire(names: Mapping[str, str], roles: Mapping[str, Iterable[str]]) -> None:
    """Take the permission names (with their Chinese words) and what each role holds."""
    _names.clear()
    _names.update(names)
    _roles.clear()
    for role, held in roles.items():
        _roles[role] = frozenset(known(name) for name in held)


def known(name: str) -> str:
    """Give the name back, or raise because nobody declared it."""
    if name not in _names:
        raise LookupError(f"permission {name!r} is not declared in sunhall/wiring.py")
    return name


def names() -> dict[str, str]:
    """All permission names with their Chinese words."""
    return dict(_names)


def roles() -> dict[str, frozenset[str]]:
    """All roles with the permissions each holds."""
    return dict(_roles)


def held_by(role_names: Iterable[str]) -> frozenset[str]:
    """The permissions that a set of roles adds up to."""
    return frozenset().union(*(_roles[role] for role in role_names)) if role_names else frozenset()
