"""Pictures for papers 图: bars with their words, black on white, the numbers beside them.

A page draws its charts with the colours of its reader; paper has none of these, so what is printed
is drawn here, with every measure in the picture itself.
"""

from collections.abc import Sequence
from html import escape

WIDTH, LABEL, ROW, TEXT = 640, 200, 26, 14
SHADE = "#44617b"


def bars(rows: Sequence[tuple[str, int]]) -> str:
    """Draw one bar a row, in the order given, with its label left and its number right."""
    most = max((value for _label, value in rows), default=0) or 1
    room = WIDTH - LABEL - 60
    parts = []
    for at, (label, value) in enumerate(rows):
        top, width = at * ROW, room * value / most
        parts.append(
            f'<text x="{LABEL - 8}" y="{top + 18}" text-anchor="end">{escape(_short(label))}</text>'
            f'<rect x="{LABEL}" y="{top + 5}" width="{width:.1f}" height="16" fill="{SHADE}"/>'
            f'<text x="{LABEL + width + 6:.1f}" y="{top + 18}">{value}</text>'
        )
    height = max(ROW, ROW * len(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}"><g font-size="{TEXT}" '
        f'font-family="FangSong, Noto Serif CJK SC, Noto Sans CJK SC, serif">{"".join(parts)}</g>'
        "</svg>"
    )


def _short(label: str) -> str:
    return label if len(label) <= 13 else f"{label[:12]}…"
