"""Reading people: masked by default; the plain value only through the action `reveal`."""

from sunhall.people.queries.find import (
    actor_for_resident,
    code_just_sent,
    current,
    data_request_for,
    facts,
    find_people,
    masked_phone,
    names_to_hide,
    open_data_requests,
    people_at_phone,
    person_for,
    person_for_update,
    phone_awaiting_code,
    same_person,
)
from sunhall.people.queries.held import (
    HeldReport,
    Reading,
    may_erase,
    names_of,
    readings_of,
    what_is_held,
    wire,
)
from sunhall.people.queries.seen import Seen, seen

__all__ = [
    "HeldReport",
    "Reading",
    "Seen",
    "actor_for_resident",
    "code_just_sent",
    "current",
    "data_request_for",
    "facts",
    "find_people",
    "masked_phone",
    "may_erase",
    "names_of",
    "names_to_hide",
    "open_data_requests",
    "people_at_phone",
    "person_for",
    "person_for_update",
    "phone_awaiting_code",
    "readings_of",
    "same_person",
    "seen",
    "what_is_held",
    "wire",
]
