"""Changing what is known about people: the only room that writes."""

from sunhall.people.actions.double import merge_people, unmerge_people
from sunhall.people.actions.know import correct_person, know_person
from sunhall.people.actions.rights import answer_data_request, ask_about_data, erase_person, reveal
from sunhall.people.actions.sign_in import (
    Confirmed,
    Sent,
    confirm_phone_code,
    forget_old_codes,
    send_phone_code,
)

__all__ = [
    "Confirmed",
    "Sent",
    "answer_data_request",
    "ask_about_data",
    "confirm_phone_code",
    "correct_person",
    "erase_person",
    "forget_old_codes",
    "know_person",
    "merge_people",
    "reveal",
    "send_phone_code",
    "unmerge_people",
]
