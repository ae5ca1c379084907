"""A sentence of the house with its facts: finished in Chinese, and open to be said otherwise."""

from typing import Self


class Sentence(str):
    """`Sentence("请 {wait} 秒后再试", wait=30)` reads as the finished text and keeps both parts.

    Rules know no languages; a door that does translates `template`, then puts the facts in.
    """

    __slots__ = ("facts", "template")
    template: str
    facts: dict[str, object]

    def __new__(cls, template: str, /, **facts: object) -> Self:
        """Fill the template; without facts its braces are no placeholders."""
        told = super().__new__(cls, template.format(**facts) if facts else template)
        told.template, told.facts = template, facts
        return told

    def __str__(self) -> str:
        """Stay a sentence: forms and errors turn into text what they show."""
        return self


def parts(text: str) -> tuple[str, dict[str, str]]:
    """Take a text apart for a row: template and facts. A plain text is its own template."""
    if not isinstance(text, Sentence):
        return text, {}
    return text.template, {name: str(fact) for name, fact in text.facts.items()}
