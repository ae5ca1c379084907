"""Words in the reader's language: the house's own are translated, what people wrote is marked.

Rules, wiring and verdicts speak Chinese and know no gettext; their words are in the catalogue and
become English where they are shown. What the catalogue does not hold is content: it stays as it
was written and says that it is Chinese (WCAG 3.1.2, ux.md E53).
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.web.dates import day, english

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_OPTION = re.compile(r"<option( [^>]*)?>(?=[^<]*[\u3400-\u9fff])")
_MARK = ' lang="zh-Hans"'
_PROSE = re.compile(r"[A-Za-z]{3,},? [A-Za-z]{2,}|^[A-Z][a-z]+: ")
_RUN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")


def word(value: Any) -> Any:
    """A word of the house in the reader's language; anything else as it is."""
    if isinstance(value, Sentence) and value.facts and english():
        facts = {name: _fact(fact) for name, fact in value.facts.items()}
        return gettext(value.template).format(**facts)
    text = str(value) if isinstance(value, Promise) else value
    return gettext(text) if isinstance(text, str) and text else text


def _fact(value: object) -> Any:
    return day(value) if isinstance(value, date) else word(value)


def is_foreign(value: Any) -> bool:
    """Whether an English page must say that this is Chinese."""
    return english() and isinstance(value, str) and bool(_CHINESE.search(value))


def content(value: Any) -> Any:
    """What somebody wrote: never translated, marked as Chinese in an English page."""
    text = str(value) if isinstance(value, Promise) else value
    if not is_foreign(text) or (isinstance(text, SafeString) and _MARK in text):
        return text
    tag = "div" if isinstance(text, SafeString) and "<p>" in text else "span"
    return format_html('<{} lang="zh-Hans">{}</{}>', tag, text, tag)


def said(value: Any) -> Any:
    """A word of the house or, when the catalogue does not hold it, content.

    In an English sentence only the names within it are Chinese.
    """
    text = word(value)
    if not is_foreign(text) or _MARK in text or not _PROSE.search(text):
        return content(text)
    return mark_safe(  # noqa: S308  # escaped, and a constant around each run
        _RUN.sub(rf"<span{_MARK}>\g<0></span>", conditional_escape(text))
    )


def fill(text: str, facts: Mapping[str, Any]) -> SafeString:
    """A translated sentence with its facts put in; those that are Chinese say so."""
    return mark_safe(  # noqa: S308  # the sentence and each fact are escaped
        escape(text) % {name: conditional_escape(said(fact)) for name, fact in facts.items()}
    )


def lang(value: Any) -> SafeString:
    """The attribute for an element that holds `word(value)`."""
    return mark_safe(_MARK if is_foreign(word(value)) else "")  # noqa: S308  # a constant


def options(html: str) -> SafeString:
    """The options of a select, each Chinese one marked: they can hold no element."""
    marked = _OPTION.sub(rf"<option{_MARK}\1>", html) if english() else html
    return mark_safe(marked)  # noqa: S308  # Django's own widget, already escaped
