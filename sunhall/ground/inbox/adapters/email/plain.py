"""HTML mails as plain text, and what the sender wrote apart from what they answered."""

import re
from html.parser import HTMLParser

_SKIPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object"}
_BLOCKS = {"p", "div", "br", "li", "tr", "table", "ul", "ol", "blockquote", "hr", "section", "pre"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "article", "header", "footer", "dd", "dt"}
_GAPS = re.compile(r"[ \t\xa0\u3000\u200b\ufeff]+")
_LINES = re.compile(r"\n\s*\n\s*")

# Where the letter that is answered begins, as mailers here put it. A forwarded one is not cut: it
# is what the sender wants to show.
_ANSWERED = re.compile(
    r"^\s*(?:-{2,}\s*(?:原始邮件|回复的原邮件|Original Message)\s*-{2,}"
    r"|On .{4,200} wrote:"
    r"|在?\s*\d{4}[年/-]\d{1,2}[月/-]\d{1,2}.{0,120}写道[:：]"
    r"|(?:发件人|From)[:：].{1,200}\n\s*(?:发送时间|日期|Sent|Date)[:：])",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)


class _Reader(HTMLParser):
    """Collects the text; never runs, fetches or keeps anything that is not text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.skipping = ""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping:
            self.depth += tag == self.skipping
        elif tag in _SKIPPED and tag != "head":
            self.skipping, self.depth = tag, 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipping:
            self.depth -= 1
            self.skipping = self.skipping if self.depth else ""
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.pieces.append(data.replace("\r", " ").replace("\n", " "))


def text_of_html(html: str) -> str:
    """The words of an HTML text, in lines."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy("".join(reader.pieces))


def tidy(text: str) -> str:
    """Fold gaps and empty lines."""
    lines = (_GAPS.sub(" ", line).strip() for line in text.replace("\r\n", "\n").split("\n"))
    return _LINES.sub("\n\n", "\n".join(lines)).strip()


def own_words(text: str) -> str:
    """What the sender wrote, without the letter it answers; all of it when nothing else is left."""
    found = _ANSWERED.search(text)
    mine = text[: found.start()] if found else text
    mine = tidy(_QUOTED.sub("", mine))
    return mine or tidy(text)
