"""The command palette: go to a page or to one matter (ux A3-10)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from pypinyin import Style, lazy_pinyin

from sunhall.ground.web.context import chrome
from sunhall.ground.web.doors import Request, staff
from sunhall.ground.web.parts import part
from sunhall.matters import queries as matters

MOST = 8


@dataclass(frozen=True)
class Command:
    """One thing to do: its words, where it leads, and its key."""

    words: str
    url: str
    key: str = ""


@staff("workbench.enter")
@require_GET
def commands(request: Request) -> HttpResponse:
    """Pages by words or pinyin initials, then matters by number or words."""
    asked = request.GET.get("q", "").strip()
    found = [*_pages(request, asked), *_matters(request, asked)]
    return part(request, "workbench/commands.html#results", found=found[:MOST], q=asked)


def _pages(request: Request, asked: str) -> list[Command]:
    low = asked.lower()
    linked = chrome(request)["chrome"].workbench
    pages = [Command(entry.text, entry.url) for entry in linked]
    pages.append(Command(_("快捷键"), reverse("workbench:keys"), "?"))
    pages.append(Command(_("我的视图"), reverse("workbench:views")))
    search = reverse("workbench:search")
    own = matters.saved_views(request.actor)
    pages += [Command(view.name, f"{search}?{view.query}") for view in own]
    return [page for page in pages if low in page.words.lower() or low in _initials(page.words)]


def _initials(words: str) -> str:
    return "".join(lazy_pinyin(words, style=Style.FIRST_LETTER)).lower()


def _matters(request: Request, asked: str) -> list[Command]:
    if len(asked) < 2:
        return []
    rows: Any = matters.searched(request.actor, matters.Asked(words=asked))[:MOST]
    return [
        Command(
            f"{row.number} {row.subject}",
            reverse(matters.kind(row.kind).address, args=[row.number]),
        )
        for row in rows
    ]
