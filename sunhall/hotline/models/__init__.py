"""Rows of the hotline."""

from sunhall.hotline.models.booking import BookedQuarter, Booking, DialogueReply
from sunhall.hotline.models.calls import RequestCall
from sunhall.hotline.models.citation import Citation
from sunhall.hotline.models.confer import Conferee, Conference, Instruction
from sunhall.hotline.models.dialogue import Dialogue, DialogueRoom, LegalVolunteer, Revisit
from sunhall.hotline.models.following import FollowUp
from sunhall.hotline.models.hot import HotDay, HotIssue, HotMember
from sunhall.hotline.models.imports import ImportJob, ImportReject
from sunhall.hotline.models.intake import Brought, HandedIn, OnBehalf
from sunhall.hotline.models.joint import JointMeeting, JointReview
from sunhall.hotline.models.objection import Objection
from sunhall.hotline.models.publication import STANDS, Publication
from sunhall.hotline.models.registers import (
    AnswerTemplate,
    DeskPost,
    Dispatch,
    DispatchMade,
    RequestClass,
)
from sunhall.hotline.models.repeated import Above, Repeat
from sunhall.hotline.models.request import Request
from sunhall.hotline.models.signature import Signature
from sunhall.hotline.models.stop import StopShown
from sunhall.hotline.models.volunteer import (
    Invitation,
    VolunteerAbsence,
    VolunteerService,
    VolunteerTie,
)

__all__ = [
    "STANDS",
    "Above",
    "AnswerTemplate",
    "BookedQuarter",
    "Booking",
    "Brought",
    "Citation",
    "Conferee",
    "Conference",
    "DeskPost",
    "Dialogue",
    "DialogueReply",
    "DialogueRoom",
    "Dispatch",
    "DispatchMade",
    "FollowUp",
    "HandedIn",
    "HotDay",
    "HotIssue",
    "HotMember",
    "ImportJob",
    "ImportReject",
    "Instruction",
    "Invitation",
    "JointMeeting",
    "JointReview",
    "LegalVolunteer",
    "Objection",
    "OnBehalf",
    "Publication",
    "Repeat",
    "Request",
    "RequestCall",
    "RequestClass",
    "Revisit",
    "Signature",
    "StopShown",
    "VolunteerAbsence",
    "VolunteerService",
    "VolunteerTie",
]
