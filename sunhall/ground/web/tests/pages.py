"""What the tests of this folder share: render a template text, look at the result."""

from html.parser import HTMLParser
from typing import Any

from django.template import Context, Template


def render(text: str, **context: Any) -> str:
    """Render `{% load ui %}` and the text."""
    return Template("{% load ui i18n %}" + text).render(Context(context))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.points_at: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.points_at += (given.get(name) or "").split()

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> _Reader:
    """Parse a piece of HTML."""
    reader = _Reader()
    reader.feed(html)
    return reader


def words(html: str) -> str:
    """Only the words, with single spaces."""
    return " ".join(" ".join(read(html).words).split())
