"""Texts out of web pages and spreadsheets: mark-up and stray space go, every word stays."""

import html
import re

_LINES = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6]|/table|/ul|/ol)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"<\s*(?:a|img)\b[^<>]*?\b(?:href|src)\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>", re.IGNORECASE
)
# Only what is certainly mark-up: people write 《…》 as <…>, and that must stay.
_TAGS = re.compile(
    r"<!--.*?-->|<\s*/?\s*(?:a|abbr|b|big|blockquote|body|center|code|dd|div|dl|dt|em|font|h[1-6]"
    r"|head|hr|html|i|img|input|label|li|link|meta|o:p|ol|p|pre|s|script|section|small|span|strong"
    r"|strike|style|sub|sup|table|tbody|td|th|thead|title|tr|tt|u|ul)(?:\s[^<>]*)?/?\s*>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")
_INVISIBLE = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str) -> str:
    """Bring a text to plain lines: no tags, no entities, no trailing or doubled space.

    The address of a link or picture is kept behind it in brackets.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in text:
        text = _LINES.sub("\n", text)
        text = _LINK.sub(lambda match: f" ({match[1]}) ", text)
        text = _TAGS.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    lines = (_SPACES.sub(" ", line).strip() for line in _INVISIBLE.sub("", text).split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
