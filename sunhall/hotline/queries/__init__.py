"""Reading the hotline: requests, classes, who should answer, dialogues and revisits."""

from sunhall.hotline.queries.registers import (
    class_named,
    class_words,
    classes,
    desk_post,
    dialogue_rooms,
    dispatch_for,
    legal_volunteers,
    templates_for,
)
from sunhall.hotline.queries.requests import (
    dialogue_owed,
    facts,
    open_requests_of,
    request_for,
    request_from_source,
    request_of,
    requests_for,
)

__all__ = [
    "class_named",
    "class_words",
    "classes",
    "desk_post",
    "dialogue_owed",
    "dialogue_rooms",
    "dispatch_for",
    "facts",
    "legal_volunteers",
    "open_requests_of",
    "request_for",
    "request_from_source",
    "request_of",
    "requests_for",
    "templates_for",
]
