"""Rows of supervision: letters, listings, call-backs with findings, samples, special reports."""

from sunhall.supervision.models.checks import Check, Finding, Reply, Sample
from sunhall.supervision.models.letters import Counter, Letter, Listing, Progress, Proposal
from sunhall.supervision.models.special import SpecialReport

__all__ = [
    "Check",
    "Counter",
    "Finding",
    "Letter",
    "Listing",
    "Progress",
    "Proposal",
    "Reply",
    "Sample",
    "SpecialReport",
]
