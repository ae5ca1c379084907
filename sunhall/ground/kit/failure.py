"""What is kept of a failure that nobody foresaw."""

LONGEST = 500


def told(error: BaseException) -> str:
    """Give the kind and first line of an error; further lines repeat a row's values."""
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}"[:LONGEST]
