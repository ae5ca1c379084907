"""Local days 本地调整 that wait for a second person."""

from sunhall.clocks.models import PROPOSED, DayProposal
from sunhall.ground.kit.refusal import NotFound


def days_waiting() -> list[DayProposal]:
    """Local days that wait for a second person, oldest first."""
    return list(DayProposal.objects.filter(state=PROPOSED).order_by("proposed_at"))


def day_for(proposal: int) -> DayProposal:
    """One proposed local day."""
    row = DayProposal.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound
    return row
