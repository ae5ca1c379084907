"""Where a local day or a timetable holds: in a place or an organisation, and all below it."""

_WIDTHS = (2, 4, 6, 9, 12)


def scope_of(place: str) -> str:
    """A division code as the beginning of all codes below: the zeros that fill it up go."""
    return next((place[:width] for width in _WIDTHS if not place[width:].strip("0")), place)


def is_within(organisation: str, scope: str) -> bool:
    """Whether an organisation is one or stands below it; the empty scope is everywhere."""
    return scope in {"", organisation} or organisation.startswith(f"{scope}-")
