"""Rows of the spine."""

from sunhall.matters.models.clock import Deadline, Extension, Pause
from sunhall.matters.models.desk import Draft, Presence, SavedView
from sunhall.matters.models.file import MatterFile
from sunhall.matters.models.matter import Assignment, Link, Matter, Return
from sunhall.matters.models.measuring import Exclusion, MeasureVersion
from sunhall.matters.models.recomputation import Recomputation
from sunhall.matters.models.search import MatterText
from sunhall.matters.models.word import Answer, ContactAttempt, Note, Rating

__all__ = [
    "Answer",
    "Assignment",
    "ContactAttempt",
    "Deadline",
    "Draft",
    "Exclusion",
    "Extension",
    "Link",
    "Matter",
    "MatterFile",
    "MatterText",
    "MeasureVersion",
    "Note",
    "Pause",
    "Presence",
    "Rating",
    "Recomputation",
    "Return",
    "SavedView",
]
