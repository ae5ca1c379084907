"""Letters and listings: rows, journal, numbers, papers, reminders exactly once (H7, V4)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from sunhall.directory import actions as directory
from sunhall.directory import queries as directory_queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.papers import fonts
from sunhall.ground.papers import queries as papers
from sunhall.hotline import actions as hotline
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import jobs as matter_jobs
from sunhall.matters import queries as matters
from sunhall.supervision import actions, events, jobs, queries
from sunhall.supervision.models import Letter, Proposal
from sunhall.supervision.tests.makers import NOW, watched_county
from tests.cast import Cast

pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")

REASON = "此件应于上周办结，现已超过期限。"
DEMANDS = "请查明原因，依法办理并书面回复。"


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        yield watched_county(cast)


def order(cast: Cast, number: str, **changes: object) -> Letter:
    given = {
        "level": "daily", "trigger": "overdue", "reason": REASON, "demands": DEMANDS,
        "by": cast.supervisor,
    }  # fmt: skip
    return actions.order_letter(number, **{**given, **changes})  # type: ignore[arg-type]


def supervised(number: str) -> list[str]:
    """What supervision has written into the chain of a matter."""
    kinds = told(f"matter:{number}")
    return [kind.__name__ for kind in kinds if kind.__module__ == events.__name__]


def test_a_letter_goes_from_order_to_answer_with_its_paper(
    cast: Cast, made: dict[str, Request]
) -> None:
    number = made["late"].matter.number
    letter = order(cast, number)
    assert letter.number == "督查室督〔2026〕1号"
    assert letter.post == "mz-relief"
    paper = papers.paper_of(f"letter:{letter.pk}")
    sent = story(f"matter:{number}")[-1].event
    assert paper is not None
    assert sent.sha256 == paper.sha256
    actions.sign_letter(letter.pk, by=cast.handler)
    actions.answer_letter(letter.pk, text="已更换线路，灯全部亮了。", by=cast.handler)
    assert supervised(number) == ["LetterSent", "LetterReceived", "LetterAnswered"]
    assert story(f"matter:{number}")[-1].event.on_time is True
    # The matter's own clock is not touched by it.
    assert matters.matter_for(SYSTEM, number).late_at == made["late"].matter.late_at


def test_numbers_of_an_office_and_year_have_no_gap_and_are_not_given_again(
    cast: Cast, made: dict[str, Request]
) -> None:
    first = order(cast, made["late"].matter.number)
    with pytest.raises(Refused):
        order(cast, made["late_too"].matter.number, reason="短")
    second = order(cast, made["late_too"].matter.number)
    actions.withdraw_letter(second.pk, reason="编号对象有误", by=cast.supervisor)
    third = order(cast, made["late_too"].matter.number)
    other = order(cast, made["today"].matter.number, by=cast.manager)
    assert [one.n for one in (first, second, third, other)] == [1, 2, 3, 1]
    assert other.number == "阳光热线中心督〔2026〕1号"
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        assert order(cast, made["fresh"].matter.number).number == "督查室督〔2027〕1号"
    void = papers.paper_of(f"letter:{second.pk}")
    assert void is not None
    assert void.withdrawn_at is not None


def test_a_refused_order_leaves_no_number_no_paper_and_no_line(
    cast: Cast, made: dict[str, Request]
) -> None:
    number = made["late"].matter.number
    for changes, field in (
        ({"reason": "短"}, "reason"),
        ({"demands": "  "}, "demands"),
        ({"trigger": "anger"}, "trigger"),
        ({"level": "talk"}, "level"),
        ({"level": "none"}, "level"),
    ):
        with pytest.raises(Refused) as refused:
            order(cast, number, **changes)
        assert refused.value.field == field
    assert not Letter.objects.exists()
    assert supervised(number) == []
    with pytest.raises(NotFound):
        order(cast, "R000000-0000000")


def test_only_the_post_signs_and_answers_and_only_the_sender_withdraws(
    cast: Cast, made: dict[str, Request]
) -> None:
    letter = order(cast, made["late"].matter.number)
    for who in (cast.other_handler, cast.supervisor, cast.leader):
        with pytest.raises(Refused):
            actions.sign_letter(letter.pk, by=who)
    with pytest.raises(Refused, match="请先签收"):
        actions.answer_letter(letter.pk, text="已经办理完毕，请核查。", by=cast.handler)
    with pytest.raises(Refused, match="由发出的人撤回"):
        actions.withdraw_letter(letter.pk, reason="不需要了", by=cast.inspector)
    with pytest.raises(NotFound):
        queries.letter_for(cast.other_handler, letter.pk)
    assert queries.letter_for(cast.handler, letter.pk) == letter


def test_a_letter_is_urged_once_before_its_limit_and_once_at_it(
    cast: Cast, made: dict[str, Request]
) -> None:
    number = made["late"].matter.number
    letter = order(cast, number)
    for at in (letter.remind_at, letter.due_at + timedelta(seconds=1)):
        with time_machine.travel(at, tick=False):
            jobs.remind_letters()
            jobs.remind_letters()
    assert supervised(number) == ["LetterSent", "LetterNear", "LetterLate"]
    with time_machine.travel(letter.due_at + timedelta(hours=1), tick=False):
        actions.sign_letter(letter.pk, by=cast.handler)
        actions.answer_letter(letter.pk, text="已更换线路，灯全部亮了。", by=cast.handler)
    assert story(f"matter:{number}")[-1].event.on_time is False
    letter.refresh_from_db()
    assert letter.late_at == letter.due_at


def test_the_schedule_proposes_once_and_a_person_orders_the_next_level(
    cast: Cast, made: dict[str, Request]
) -> None:
    matter_jobs.note_passed_limits()
    jobs.propose_supervision()
    jobs.propose_supervision()
    number = made["late"].matter.number
    rows = Proposal.objects.filter(matter__number=number)
    assert [(one.trigger, one.level) for one in rows] == [("overdue", "daily")]
    assert supervised(number) == ["SupervisionProposed"]
    assert made["disputed"].matter.number in _proposed("poor")
    letter = order(cast, number)
    jobs.propose_supervision()
    assert rows.filter(decided_at=None).count() == 0
    with time_machine.travel(letter.due_at + timedelta(minutes=1), tick=False):
        jobs.remind_letters()
        jobs.propose_supervision()
        assert rows.get(decided_at=None).level == "listed"
        higher = order(cast, number, level="listed")
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert letter.late_at is not None
    assert higher.level == "listed"
    assert queries.is_listed(made["late"].matter)


def _proposed(trigger: str) -> set[str]:
    rows = Proposal.objects.filter(trigger=trigger)
    return set(rows.values_list("matter__number", flat=True))


def test_a_person_dismisses_a_proposal_with_a_reason(cast: Cast, made: dict[str, Request]) -> None:
    matter_jobs.note_passed_limits()
    jobs.propose_supervision()
    proposal = Proposal.objects.get(matter=made["late"].matter)
    with pytest.raises(Refused):
        actions.dismiss_proposal(proposal.pk, reason="", by=cast.supervisor)
    with pytest.raises(Refused):
        actions.dismiss_proposal(proposal.pk, reason="已电话催办", by=cast.handler)
    actions.dismiss_proposal(proposal.pk, reason="已电话催办", by=cast.supervisor)
    jobs.propose_supervision()
    assert supervised(made["late"].matter.number) == ["SupervisionProposed", "ProposalDismissed"]


def test_time_does_what_no_person_may(cast: Cast, made: dict[str, Request]) -> None:
    letter = order(cast, made["late"].matter.number)
    for step in (actions.note_letter_near, actions.note_letter_late, actions.note_listing_late):
        with pytest.raises(Refused):
            step(letter.pk, by=cast.supervisor)
    with pytest.raises(Refused):
        actions.propose(made["late"].matter.number, trigger="overdue", by=cast.supervisor)


def test_a_matter_is_listed_and_removed_by_the_same_person(
    cast: Cast, made: dict[str, Request]
) -> None:
    number = made["late"].matter.number
    reason = "群众反映强烈，限期办结。"
    listing = actions.list_matter(number, reason=reason, until=date(2026, 12, 1), by=cast.leader)
    assert listing.number == "青禾县人民政府挂〔2026〕1号"
    with pytest.raises(Refused, match="已经挂号督办"):
        actions.list_matter(number, reason=reason, until=date(2026, 12, 1), by=cast.supervisor)
    actions.add_progress(listing.pk, text="材料已到，明天施工。", by=cast.handler)
    with pytest.raises(Refused):
        actions.add_progress(listing.pk, text="我来说几句进展情况。", by=cast.other_handler)
    with pytest.raises(Refused, match="谁挂号谁销号"):
        actions.remove_listing(listing.pk, reason="已经办好，现场核实。", by=cast.supervisor)
    with time_machine.travel(listing.due_at + timedelta(minutes=1), tick=False):
        jobs.note_late_supervision()
        jobs.note_late_supervision()
        actions.remove_listing(listing.pk, reason="已经办好，现场核实。", by=cast.leader)
    assert supervised(number) == [
        "MatterListed", "ListingProgressed", "ListingLate", "ListingRemoved",
    ]  # fmt: skip
    assert not queries.is_listed(made["late"].matter)


@pytest.mark.parametrize("until", [date(2026, 11, 18), date(2027, 11, 18)])
def test_a_limit_of_a_listing_lies_ahead_but_not_beyond_reason(
    cast: Cast, made: dict[str, Request], until: date
) -> None:
    with pytest.raises(Refused) as refused:
        actions.list_matter(
            made["late"].matter.number, reason="群众反映强烈，限期办结。", until=until,
            by=cast.leader,
        )  # fmt: skip
    assert refused.value.field == "until"


def test_a_colleague_removes_what_somebody_listed_who_has_left(
    cast: Cast, made: dict[str, Request]
) -> None:
    listing = actions.list_matter(
        made["late"].matter.number, reason="群众反映强烈，限期办结。", until=date(2026, 12, 1),
        by=cast.supervisor,
    )  # fmt: skip
    directory.hire_staff("qi", "齐督查", "qh-dc", by=SYSTEM)
    directory.grant_role("qi", "supervisor", place="990101", by=SYSTEM)
    heir = directory_queries.actor_for_staff("qi")
    with pytest.raises(Refused):
        actions.remove_listing(listing.pk, reason="已经办好，现场核实。", by=heir)
    directory.let_staff_go("zhou", "调离", by=SYSTEM)
    actions.remove_listing(listing.pk, reason="已经办好，现场核实。", by=heir)


def test_a_sealed_matter_shows_its_letter_only_to_those_who_see_it(desk: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        number = make_request(desk, demand="report").matter.number
        hotline.pass_to_inspection(number, by=desk.operator)
        directory.grant_role("sun", "inspector", place="990101", by=SYSTEM)
        letter = order(desk, number, trigger="other", by=desk.leader)
        with pytest.raises(NotFound):
            queries.letter_for(desk.supervisor, letter.pk)
        assert queries.letter_for(desk.inspector, letter.pk) == letter
