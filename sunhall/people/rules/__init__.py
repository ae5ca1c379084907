"""The rules about persons: identifiers, merging, deletion, codes by phone."""

from sunhall.people.rules.codes import (
    AGAIN_AFTER,
    CODE_DIGITS,
    CODE_LIVES,
    CODES_PER_ADDRESS,
    CODES_PER_PHONE,
    MOST_TRIES,
    may_send,
    may_try,
)
from sunhall.people.rules.identity import (
    credit_code_of,
    email_of,
    id_number_of,
    mobile_of,
    name_of,
    phone_of,
)
from sunhall.people.rules.record import (
    ASKED,
    FIELDS,
    KINDS,
    Facts,
    Held,
    may_correct,
    may_merge,
    may_reveal,
    may_unmerge,
)

__all__ = [
    "AGAIN_AFTER",
    "ASKED",
    "CODES_PER_ADDRESS",
    "CODES_PER_PHONE",
    "CODE_DIGITS",
    "CODE_LIVES",
    "FIELDS",
    "KINDS",
    "MOST_TRIES",
    "Facts",
    "Held",
    "credit_code_of",
    "email_of",
    "id_number_of",
    "may_correct",
    "may_merge",
    "may_reveal",
    "may_send",
    "may_try",
    "may_unmerge",
    "mobile_of",
    "name_of",
    "phone_of",
]
