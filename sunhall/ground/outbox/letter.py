"""A letter: what an adapter needs to know of a message, and how it says no."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sunhall.ground.outbox.models import Message


class Undelivered(Exception):
    """The provider could not be asked or asked for patience; try again later."""


class Rejected(Exception):
    """The provider will never take this message: wrong number, unknown template."""


@dataclass(frozen=True)
class Letter:
    """`code` is the idempotency key: the provider must send one code once."""

    code: str
    to: str
    subject: str
    body: str
    provider_code: str
    facts: Mapping[str, str]
    about: str

    @classmethod
    def of(cls, message: "Message") -> "Letter":
        """Open the sealed parts of a message."""
        return cls(
            code=message.code,
            to=message.recipient,
            subject=message.subject,
            body=message.body,
            provider_code=message.template.provider_code,
            facts=json.loads(message.facts),
            about=message.about,
        )
