"""Events: frozen facts in the past tense, primitives only, each with a Chinese sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from string import Formatter
from typing import Any, ClassVar, TypeVar, dataclass_transform

from sunhall.ground.kit.now import LOCAL

_ERASED = "—"
# As `chain.instant` writes it.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_kinds: dict[str, type["Event"]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened. Subclasses are decorated with `@event`."""

    kind: ClassVar[str]
    sentence: ClassVar[str]
    stream_form: ClassVar[str]
    private: ClassVar[tuple[str, ...]]
    unsaid: ClassVar[tuple[str, ...]]

    @property
    def stream(self) -> str:
        """The chain this fact belongs to, such as `matter:R261122-4839207`."""
        return self.stream_form.format(**self.payload())

    def payload(self) -> dict[str, Any]:
        """The facts as a plain dictionary."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def told(self, **words: str) -> str:
        """The sentence a timeline shows, with the facts filled in and a dash for erased ones.

        Instants are kept in UTC and told on the county's clock.
        """
        shown = {
            name: fact or _ERASED if name in self.private else _on_the_clock(fact)
            for name, fact in self.payload().items()
        }
        return self.sentence.format(**{**shown, **words})


E_ = TypeVar("E_", bound=Event)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(
    sentence: str, *, stream: str, private: tuple[str, ...] = ()
) -> Callable[[type[E_]], type[E_]]:
    """Make a class an event: frozen, with a sentence, a stream and the names of private facts.

    `stream` is a form such as `matter:{matter}`. Private facts are stored sealed beside the
    entry; the chain holds only a salted commitment, so a lawful deletion (PIPL 47) leaves the
    chain intact. Free words are always private. What the sentence names is told to whoever may
    read the stream, until it is erased; the rest is `unsaid`: no audit and no export shows it.
    """
    named = {name for _, name, _, _ in Formatter().parse(sentence) if name}

    def decorate(cls: type[E_]) -> type[E_]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.kind = f"{made.__module__.split('.')[-2]}.{made.__name__}"
        made.sentence, made.stream_form, made.private = sentence, stream, private
        made.unsaid = tuple(field for field in private if field not in named)
        unknown = set(private) - {field.name for field in fields(made)}
        if unknown:
            raise TypeError(f"{made.kind} has no fields {sorted(unknown)}")
        _kinds[made.kind] = made
        return made

    return decorate


def _on_the_clock(fact: Any) -> Any:
    """An instant as people read it; anything else as it is."""
    if not isinstance(fact, str) or not _INSTANT.fullmatch(fact):
        return fact
    return f"{datetime.fromisoformat(fact).astimezone(LOCAL):%Y-%m-%d %H:%M}"


def kind_of(name: str) -> type[Event]:
    """Find an event class by its name in the journal, such as `hotline.RequestReceived`."""
    return _kinds[name]


def all_kinds() -> dict[str, type[Event]]:
    """Every event class known in this process."""
    return dict(_kinds)
