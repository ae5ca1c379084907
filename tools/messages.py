"""Collect the texts of the interface and keep the English catalogue complete.

`--update` merges new texts into `locale/en/LC_MESSAGES/django.po` and compiles it; `--check` fails
when a text of the house has no English, or placeholders differ. Marked texts count, and so does
every Chinese literal of the product: rules and actions know no gettext, so their words are
translated where they are shown (`said` and `word` of the components). In files of content only
the reasons of refusals count.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{[a-z_]*}")
REASONS = {"no", "refuse", "Sentence"}
CHINESE = re.compile(r"[\u3400-\u9fff]")
PATTERN = re.compile(r"[\[|\\]|%[YHm]|(?:[\u3400-\u9fff]+ ){3}")  # for machines, not to be read

# Chinese that is content or reading matter of the machine, not a word of the interface.
CONTENT = (
    "sunhall/api/schema.py",
    "sunhall/calls/queries/spoken.py",
    "sunhall/calls/rules/menu.py",
    "sunhall/clocks/rules/notice_text.py",
    "sunhall/clocks/rules/notices.py",
    "sunhall/clocks/rules/opening.py",
    "sunhall/clocks/rules/presets.py",
    "sunhall/clocks/rules/table.py",
    "sunhall/config/",
    "sunhall/ground/sealed/masks.py",
    "sunhall/ground/inbox/adapters/wechat/receive.py",
    "sunhall/ground/outbox/wishes.py",
    "sunhall/ground/web/dates.py",
    "sunhall/ground/web/styleguide/",
    "sunhall/hotline/rules/class_tree.py",
    "sunhall/hotline/rules/hot/places.py",
    "sunhall/hotline/rules/imports/people.py",
    "sunhall/hotline/rules/imports/times.py",
    "sunhall/hotline/rules/imports/words.py",
    "sunhall/hotline/reactions/talking.py",
    "sunhall/hotline/rules/messages.py",
    "sunhall/hotline/rules/naming.py",
    "sunhall/hotline/rules/talking.py",
    "sunhall/knowledge/rules/messages.py",
    "sunhall/ground/kit/tokens.py",
    "sunhall/ground/papers/editable.py",
    "sunhall/reports/queries/paper.py",
    "sunhall/reports/rules/messages.py",
    "sunhall/reports/rules/wording.py",
    "sunhall/supervision/rules/messages.py",
    "sunhall/supervision/rules/wording.py",
)
UNREAD = ("sunhall/config/", "sunhall/ground/web/styleguide/")  # not even when they refuse

Found = tuple[str, int, str | tuple[str, ...], str | None]


def texts() -> Iterator[Found]:
    """Every marked text with its file and line."""
    for path in sorted((ROOT / "sunhall").rglob("*")):
        if {"tests", "migrations"} & set(path.parts) or path.suffix not in {".py", ".html"}:
            continue
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        if path.suffix == ".html":
            source = templatize(source)
        elif not name.startswith(CONTENT):
            yield from ((name, line, text, None) for line, text in literals(source))
        elif not name.startswith(UNREAD):
            yield from ((name, line, text, None) for line, text in reasons(source))
        for line, message, _, context in extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS
        ):
            if message:
                yield name, line, message, context


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Chinese literals: no docstrings, no parts of f-strings, no sentences of events."""
    tree = ast.parse(source)
    skipped = {id(node) for outer in ast.walk(tree) for node in _not_words(outer)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if id(node) not in skipped and CHINESE.search(text) and not PATTERN.search(text):
                yield node.lineno, text


def reasons(source: str) -> Iterator[tuple[int, str]]:
    """What a file of content says when it refuses, and sentences that wait for their facts."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REASONS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def _not_words(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.JoinedStr):
        for value in node.values:
            if isinstance(value, ast.Constant):
                yield value
    elif isinstance(node, ast.Expr):
        yield node.value
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"event", *KEYWORDS}:
        yield from (part for arg in node.args for part in ast.walk(arg))


def template() -> Catalog:
    """The catalogue of all texts, without places: line numbers would change with every edit."""
    catalog = Catalog(project="Sunhall", charset="utf-8")
    for name, _, message, context in texts():
        catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def held() -> Catalog:
    """The English catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="en", project="Sunhall", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def update() -> None:
    """Merge and compile."""
    catalog = held()
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, no_location=True, width=100, omit_header=False)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def check() -> list[str]:
    """What is missing or does not fit."""
    catalog, wrong = held(), []
    for message in template():
        if not message.id:
            continue
        mine = catalog.get(message.id, message.context)
        string = mine.string if mine else ""
        said = [string] if isinstance(string, str) else list(string or ())
        key = message.id if isinstance(message.id, str) else message.id[0]
        given = set(PLACEHOLDER.findall("".join(message.id)))
        if not all(said):
            wrong.append(f"no English for: {key}")
        elif any(set(PLACEHOLDER.findall(text)) - given for text in said):
            wrong.append(f"placeholders differ: {key}")
    return wrong


def main() -> int:
    """Update or check."""
    parser = argparse.ArgumentParser("python -m tools.messages", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--update", action="store_true", help="merge new texts and compile")
    what.add_argument("--check", action="store_true", help="write nothing (as without options)")
    asked = parser.parse_args()
    settings.configure()
    if asked.update:
        update()
    wrong = check()
    print("\n".join(wrong[:40]) + (f"\n… {len(wrong)} in all" if len(wrong) > 40 else ""))
    return int(bool(wrong) and not asked.update)


if __name__ == "__main__":
    sys.exit(main())
