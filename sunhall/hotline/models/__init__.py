"""Rows of the hotline."""

from sunhall.hotline.models.dialogue import Dialogue, DialogueRoom, LegalVolunteer, Revisit
from sunhall.hotline.models.imports import ImportJob, ImportReject
from sunhall.hotline.models.registers import AnswerTemplate, DeskPost, Dispatch, RequestClass
from sunhall.hotline.models.request import Request

__all__ = [
    "AnswerTemplate",
    "DeskPost",
    "Dialogue",
    "DialogueRoom",
    "Dispatch",
    "ImportJob",
    "ImportReject",
    "LegalVolunteer",
    "Request",
    "RequestClass",
    "Revisit",
]
