"""Figures of sittings over a period, each with its denominator and what was left out (H10, H11)."""

from datetime import date

from django.db.models import Q

from sunhall.days.models import Question, Sitting
from sunhall.days.rules import PROGRAMMES, Share


def shares(first: date, last: date, kind: str = "") -> list[Share]:
    """Held as planned, who answered in person, what became a request, answered, satisfied."""
    sittings = Sitting.objects.filter(day__gte=first, day__lte=last)
    if kind:
        kinds = ("phone",) if kind == "phone" else PROGRAMMES
        sittings = sittings.filter(series__kind__in=kinds)
    off = sittings.filter(called_off_at__isnull=False).count()
    due = sittings.filter(called_off_at=None)
    held = due.filter(ended_at__isnull=False)
    stood = held.filter(guests__stands_for__isnull=False).distinct().count()
    asked = Question.objects.filter(sitting__in=held)
    left = asked.filter(state="left").count()
    filed = asked.filter(matter__isnull=False)
    # What the person took back or what joined another request has no answer of its own.
    apart = filed.filter(matter__stage__in=("withdrawn", "merged")).count()
    kept = filed.exclude(matter__stage__in=("withdrawn", "merged"))
    answered = kept.filter(matter__answered_at__isnull=False)
    on_time = answered.filter(matter__late_at=None).count()
    known = kept.filter(matter__satisfied__isnull=False)
    unknown = kept.filter(matter__satisfied=None).count()
    dealt = asked.filter(Q(state="told") | Q(state="request")).count()
    return [
        Share("held", "按安排举行", held.count(), due.count(), {"取消": off}),
        Share("in_person", "原定嘉宾本人到场", held.count() - stood, held.count()),
        Share("dealt", "来电有答复或已登记", dealt, asked.count() - left, {"不再办理": left}),
        Share("filed", "来电登记为诉求", filed.count(), asked.count()),
        Share("on_time", "按时答复", on_time, kept.count(), {"撤回或并单": apart}),
        Share(
            "satisfied",
            "满意",
            known.filter(matter__satisfied=True).count(),
            known.count(),
            {"未评价": unknown, "撤回或并单": apart},
        ),
    ]
