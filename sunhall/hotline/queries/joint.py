"""The joint meeting 联席会议: what waits for it, its sittings and their papers (H6; 000#1 二)."""

from django.db.models import QuerySet

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound
from sunhall.hotline.models import JointMeeting, JointReview
from sunhall.matters import queries as matters


def reviews_for(actor: Actor) -> QuerySet[JointReview]:
    """Reviews of requests this actor may see, the newest first."""
    seen = matters.matters_for(actor).filter(kind="request")
    rows = JointReview.objects.filter(matter__in=seen).select_related("matter", "meeting")
    return rows.order_by("-referred_at", "-pk")


def reviews_waiting(actor: Actor) -> QuerySet[JointReview]:
    """What waits for a decision, the first limit first."""
    return reviews_for(actor).filter(decided_at=None).order_by("matter__due_at", "pk")


def review_of(number: str) -> JointReview | None:
    """The review of a request that is open, or the last one."""
    rows = JointReview.objects.filter(matter__number=number).select_related("meeting")
    return rows.filter(decided_at=None).first() or rows.order_by("-pk").first()


def meetings() -> list[JointMeeting]:
    """The sittings, the newest first."""
    return list(JointMeeting.objects.order_by("-at", "-pk")[:100])


def meeting_for(code: str) -> JointMeeting:
    """One sitting by its number."""
    row = JointMeeting.objects.filter(code=code).first()
    if row is None:
        raise NotFound(code)
    return row


def next_meeting_code() -> str:
    """The number of the next sitting: year and running number."""
    year = f"{today():%Y}"
    held = JointMeeting.objects.filter(code__startswith=f"{year}-").count()
    return f"{year}-{held + 1:02d}"
