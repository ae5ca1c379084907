"""A mark that a floor above puts on a matter wherever it is shown: words, tone, where it leads."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """One mark, such as 挂号督办; or one way on from a case, such as 发督办函."""

    text: str
    tone: str
    url: str
