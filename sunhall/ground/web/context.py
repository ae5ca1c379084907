"""Chrome: what every frame needs to know about the reader and the site."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.outbox.queries import unread_count
from sunhall.ground.web import nav, waiting
from sunhall.ground.web.preferences import Preferences, preferences_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a frame's navigation as the reader sees it."""

    text: str
    url: str
    current: bool
    count: int | None = None
    group: str = ""


@dataclass(frozen=True)
class Chrome:
    """The reader's settings, the site's name and the navigation he may use."""

    preferences: Preferences
    language: str
    county: str
    help_phone: str
    actor: Actor
    path: str
    demo: bool

    @property
    def density(self) -> str:
        return self.preferences.density

    @property
    def lang(self) -> str:
        return "en" if self.language.startswith("en") else "zh-Hans"

    @property
    def portal(self) -> list[Entry]:
        return self._entries("portal")

    @cached_property
    def workbench(self) -> list[Entry]:
        return self._entries("workbench")

    @property
    def reach(self) -> set[str]:
        """The addresses of the rail: what is not there is not offered elsewhere in the frame."""
        return {entry.url for entry in self.workbench}

    @cached_property
    def unread(self) -> int:
        """How many in-app messages the reader has not read; one query, when a frame asks."""
        known = self.actor.is_staff or self.actor.is_resident
        return unread_count(self.actor.code) if known else 0

    def _entries(self, frame: str) -> list[Entry]:
        """The links this actor has a use for, and which of them holds the page."""
        found = [
            (link, url, group)
            for link, group in nav.links(frame)
            if link.is_for(self.actor) and (url := _url(link.to))
        ]
        here = _current(self.path, {url: link.also for link, url, _group in found})
        counts = waiting.counts([link for link, _url, _group in found], self.actor)
        return [
            Entry(
                _(link.words),
                url,
                url == here,
                counts.get(link.to),
                _(group) if group else "",
            )
            for link, url, group in found
        ]


def _current(path: str, found: dict[str, tuple[str, ...]]) -> str:
    """The address the page belongs to: its own, else the nearest above; a front holds only itself.

    A front is an address under which other entries lie, such as `/workbench/`.
    """
    if path in found:
        return path
    above = {each: url for url, also in found.items() for each in also}
    above |= {url: url for url in found if not any(x != url and x.startswith(url) for x in found)}
    nearest = max(filter(path.startswith, above), key=len, default="")
    return above.get(nearest, "")


def _url(name: str) -> str:
    try:
        return name if name.startswith("/") else reverse(name)
    except NoReverseMatch:
        return ""


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give every template `chrome`; built only when a frame asks for it, and once a request."""
    return {"chrome": SimpleLazyObject(lambda: _chrome_of(request))}


def _chrome_of(request: HttpRequest) -> Chrome:
    """The same one for every template of an answer, so that nothing is counted twice."""
    held: Chrome | None = vars(request).get("chrome")
    if held is None:
        held = vars(request)["chrome"] = Chrome(
            preferences=preferences_of(request),
            language=get_language() or settings.LANGUAGE_CODE,
            county=settings.COUNTY,
            help_phone=settings.HELP_PHONE,
            actor=getattr(request, "actor", VISITOR),
            path=request.path,
            demo=settings.DEMO,
        )
    return held
