"""The three levels at work: two letters, a listed matter, call-backs with a finding, a report."""

from datetime import timedelta

from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.journal import audit
from sunhall.ground.journal.record import opened
from sunhall.ground.kit.now import moment, now, today
from sunhall.ground.papers import fonts
from sunhall.hotline.events import DialogueHeld
from sunhall.matters import queries as matters
from sunhall.supervision import actions, queries

AGREES = {
    "met": "yes", "explained": "yes", "solved": "yes", "result": "satisfied", "manner": "good",
}  # fmt: skip
DIFFERS = AGREES | {"solved": "no", "result": "not"}
DAYS = 21


def tell() -> None:
    """Tell the story up to this morning; without a Chinese font there are no papers to tell of."""
    _call_back()
    if fonts.may_print():
        _order()
        _report()


def _staff(code: str) -> Actor:
    return directory.actor_for_staff(code)


def _order() -> None:
    """One letter answered, one on its way, and one matter listed by the leader."""
    late = matters.matters_for(SYSTEM).filter(closed_at=None, due_at__lt=now() - timedelta(days=2))
    numbers = list(late.filter(stage="handling").order_by("due_at")[:3])
    for matter, by, ago in zip(numbers, ("manager", "supervisor"), (2, 0), strict=False):
        with moment(now() - timedelta(days=ago, minutes=5)):
            words = queries.prefilled(matter, "daily", "overdue")
            letter = actions.order_letter(
                matter.number, level="daily", trigger="overdue", **words, by=_staff(by)
            )
        if ago:
            handler = _staff(directory.accountable(letter.post).staff or "handler")
            with moment(now() - timedelta(days=1)):
                actions.sign_letter(letter.pk, by=handler)
                actions.answer_letter(
                    letter.pk,
                    text="材料已经到位，施工队明天进场，完工后当面答复群众。",
                    by=handler,
                )
    if len(numbers) > 2:
        listing = actions.list_matter(
            numbers[2].number,
            reason="群众反映强烈，请一周内办结，每两天报一次进展。",
            until=today() + timedelta(days=7),
            by=_staff("leader"),
        )
        actions.add_progress(
            listing.pk, text="已约承办单位负责人，明天到现场。", by=_staff("supervisor")
        )


def _call_back() -> None:
    """Every dialogue of the last weeks is owed a call-back; two were made, one found something."""
    rows = audit.entries(audit.Asked(kind=DialogueHeld.kind))
    held = list(rows.filter(at__gte=now() - timedelta(days=DAYS)).order_by("pk"))
    checks = [one for one in (actions.owe_check(opened(each), by=SYSTEM) for each in held) if one]
    for check, said in zip(checks, (AGREES, DIFFERS), strict=False):
        actions.make_check(
            check.pk,
            way="phone",
            said=said,
            suggestions="办完了请再来说一声。",
            by=_staff("inspector"),
        )


def _report() -> None:
    """Last week's special report, written by one and approved by another."""
    report = actions.draft_special(today() - timedelta(days=7), by=_staff("manager"))
    actions.approve_special(report.pk, by=_staff("supervisor"))
