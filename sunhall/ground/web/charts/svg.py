"""Drawing: x in per cent and y in em, so a chart fills any width and its text never shrinks."""

from dataclasses import dataclass, field
from html import escape

from sunhall.ground.web.words import lang, word


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the same numbers as a table; without a height it is whole already."""

    svg: str
    height: float
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    interactive: bool = False
    gutters: str = ""


@dataclass
class Canvas:
    """A growing list of shapes, `height` em high.

    Gutters name the room kept by the style sheet for words outside: `left`, `both` or none.
    """

    height: float
    gutters: str = ""
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, w: float, h: float, kind: str, *, title: str = "") -> None:
        """Draw a bar or a cell."""
        tip = f"<title>{escape(title)}</title>" if title else ""
        self.parts.append(
            f'<rect class="{kind}"{lang(title)} x="{x:.2f}%" y="{y:.2f}em" '
            f'width="{max(w, 0):.2f}%" height="{h:.2f}em">{tip}</rect>'
        )

    def text(self, x: float, y: float, words: str, kind: str = "", *, dx: float = 0) -> None:
        """Write words whose baseline is at y."""
        kind_ = f' class="{kind}"' if kind else ""
        shift = f' dx="{dx:g}em"' if dx else ""
        self.parts.append(
            f'<text{kind_}{lang(words)} x="{x:.2f}%" y="{y:.2f}em"{shift}>'
            f"{escape(word(words))}</text>"
        )

    def link(self, x: float, y: float, w: float, words: str, *, title: str, url: str) -> None:
        """Write a number in the middle of x that opens its list; the whole column width may be
        touched.
        """
        self.parts.append(
            f'<a href="{escape(url)}" aria-label="{escape(title)}"{lang(title)}>'
            f'<rect x="{x - w / 2:.2f}%" y="{y - 1.2:.2f}em" width="{w:.2f}%" height="1.75em" '
            f'fill="none" pointer-events="all"/>'
            f'<text class="mid link" x="{x:.2f}%" y="{y:.2f}em">{escape(words)}</text></a>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        self.parts.append(
            f'<line class="{kind}" x1="{x1:.2f}%" y1="{y1:.2f}em" x2="{x2:.2f}%" y2="{y2:.2f}em"/>'
        )

    def dot(  # a dot has a place, a size, a kind, words and a link
        self, x: float, y: float, r: float, kind: str, *, title: str = "", url: str = ""
    ) -> None:
        """Draw a dot; with an address it is a link whose words are its title."""
        shape = (
            f'<circle class="{kind}"{lang(title)} cx="{x:.2f}%" cy="{y:.2f}em" r="{r:g}em">'
            f"<title>{escape(title)}</title></circle>"
        )
        if url:
            shape = f'<a href="{escape(url)}" aria-label="{escape(title)}"{lang(title)}>{shape}</a>'
        self.parts.append(shape)

    def curve(
        self, points: list[tuple[float, float]], kind: str, *, top: float, high: float
    ) -> None:
        """Draw a polyline through (x %, y em) points that lie between top and top + high."""
        path = " ".join(f"{x:.2f},{100 * (y - top) / high:.2f}" for x, y in points)
        self.parts.append(
            f'<svg x="0" y="{top:.2f}em" width="100%" height="{high:.2f}em" overflow="visible" '
            f'viewBox="0 0 100 100" preserveAspectRatio="none">'
            f'<polyline class="{kind}" points="{path}"/></svg>'
        )

    def chart(
        self, head: tuple[str, ...], rows: list[tuple[str, ...]], *, interactive: bool = False
    ) -> Chart:
        """The drawing with its table; the figure around it carries role and label."""
        return Chart("".join(self.parts), self.height, head, rows, interactive, self.gutters)


def nice_ceiling(value: float) -> float:
    """The next round number at or above value: 1, 2, 2.5 or 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 1.0
    while power * 10 < value:
        power *= 10
    while power > value:
        power /= 10
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= value)


def percent(share: float, digits: int = 0) -> str:
    """A share of one in per cent."""
    return f"{100 * share:.{digits}f}\u202f%"


def grouped(value: float) -> str:
    """A number in thin groups, with one decimal only when it has one."""
    words = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return words.replace(",", "\u202f")
