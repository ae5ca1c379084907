"""Changing what is known about people: the only room that writes."""

from sunhall.people.actions.bind import bind_address, know_address, unbind_address
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
    "bind_address",
    "confirm_phone_code",
    "correct_person",
    "erase_person",
    "forget_old_codes",
    "know_address",
    "know_person",
    "merge_people",
    "reveal",
    "send_phone_code",
    "unbind_address",
    "unmerge_people",
]
