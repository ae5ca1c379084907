"""Check before opening: a house without a Chinese font prints no paper, and says so early."""

from typing import Any

from django.core.checks import CheckMessage, Warning

from sunhall.ground.papers.fonts import may_print


def machine_has_a_chinese_font(**_: Any) -> list[CheckMessage]:
    """Letters and reports need a Chinese font of the system or in SUNHALL_FONTS."""
    if may_print():
        return []
    return [
        Warning(
            "No Chinese font was found: letters and reports cannot be printed.",
            hint="Install fonts-noto-cjk, or name a folder of fonts in SUNHALL_FONTS.",
            id="sunhall.W013",
        )
    ]
