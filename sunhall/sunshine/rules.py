"""What may be published: an allow-list, and nothing of fewer than ten (PIPL 25; ux E60)."""

LEAST = 10

# The only columns of the published rows. No number, person, place or text.
COLUMNS = ("received_on", "reply_due_on", "answered_on", "on_time", "satisfied")

# Figures shown to everybody, in this order.
SHOWN = (
    "received", "answered", "on_time_rate", "late", "median_working_days", "p90_working_days",
    "satisfaction_rate",
)  # fmt: skip


def shown(value: float | int | None, n: int) -> float | int | None:
    """The value, or nothing when too few stand behind it."""
    return value if n >= LEAST else None
