"""Call-backs, findings, samples, special reports: rows and journal (H7; 000#1 四)."""

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import story, told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.papers import fonts
from sunhall.ground.papers import queries as papers
from sunhall.hotline import actions as hotline
from sunhall.hotline.tests.makers import make_request
from sunhall.supervision import actions, events, jobs, queries, rules
from sunhall.supervision.models import Check, Finding
from sunhall.supervision.tests.makers import NOW
from tests.cast import Cast

SAYS = {"met": "yes", "explained": "yes", "solved": "no", "result": "not", "manner": "good"}
AGREES = {**SAYS, "solved": "yes", "result": "satisfied"}


@pytest.fixture
def talked(desk: Cast) -> Iterator[Check]:
    """A dialogue that was held, and what follows from it."""
    with time_machine.travel(NOW, tick=False):
        number = make_request(desk, upto="talked").matter.number
        drain()
        yield Check.objects.get(matter__number=number)


def test_every_dialogue_owes_a_call_back_once(talked: Check, desk: Cast) -> None:
    held = queries.held_of(talked)
    assert held is not None
    actions.owe_check(held, by=SYSTEM)
    assert Check.objects.count() == 1
    assert talked.unit == "qh-mz"
    assert talked.held_by == "staff:zhao"
    assert told(f"check:{talked.pk}") == [events.CheckOwed]
    with pytest.raises(Refused):
        actions.owe_check(held, by=desk.inspector)


def test_a_dialogue_that_goes_on_to_the_joint_meeting_stays_with_who_held_it(desk: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        number = make_request(desk, upto="dialogue").matter.number
        talk = {"way": "field", "minutes": "现场查看后确认线路老化。", "explained": "已列入计划。"}
        hotline.hold_dialogue(number, **talk, result="not", by=desk.handler)
        hotline.revisit_request(
            number, way="phone", reached=True, satisfied=False, by=desk.revisitor
        )
        hotline.hold_dialogue(number, **talk, result="not", outcome="resolved", by=desk.handler)
        drain()
        check = Check.objects.latest("pk")
        assert check.matter.stage == "joint"
        assert check.matter.owner != "mz-relief"
        assert (check.post, check.unit) == ("mz-relief", "qh-mz")
        actions.make_check(check.pk, way="phone", said=SAYS, by=desk.inspector)
        finding = Finding.objects.get(code="solved")
        assert finding.post == "mz-relief"
        actions.reply_finding(finding.pk, text="线路已换，请再核实一次。", by=desk.handler)


def test_nobody_of_the_unit_that_held_it_calls_back(talked: Check, desk: Cast) -> None:
    assert list(queries.checks_for(desk.inspector)) == [talked]
    assert list(queries.checks_for(desk.head)) == []
    for who in (desk.handler, desk.head, desk.operator, desk.leader):
        with pytest.raises((Refused, NotFound)):
            actions.make_check(talked.pk, way="phone", said=AGREES, by=who)
    actions.make_check(talked.pk, way="phone", said=AGREES, by=desk.manager)
    with pytest.raises(Refused, match="已经回访"):
        actions.make_check(talked.pk, way="phone", said=AGREES, by=desk.inspector)
    assert not Finding.objects.exists()


def test_whoever_is_not_reached_stays_owed(talked: Check, desk: Cast) -> None:
    actions.miss_check(talked.pk, by=desk.inspector)
    talked.refresh_from_db()
    assert (talked.tries, talked.done_at) == (1, None)


@pytest.mark.parametrize(
    ("way", "said", "field"),
    [
        ("smoke", SAYS, "way"),
        ("phone", {}, "met"),
        ("phone", {**SAYS, "result": "superb"}, "result"),
        ("phone", {**SAYS, "solved": ""}, "solved"),
        ("site", {"met": "no"}, "solved"),
    ],
)
def test_a_script_takes_only_its_answers(
    talked: Check, desk: Cast, way: str, said: dict[str, str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.make_check(talked.pk, way=way, said=said, by=desk.inspector)
    assert refused.value.field == field


def test_what_differs_is_found_with_both_texts_and_both_entries(talked: Check, desk: Cast) -> None:
    actions.make_check(
        talked.pk, way="site", said=SAYS, suggestions="灯还是不亮", by=desk.inspector
    )
    found = list(Finding.objects.order_by("pk"))
    assert [one.code for one in found] == ["solved", "result"]
    solved = found[0]
    assert (solved.wrote, solved.says) == ("已解决", "没有解决")
    assert solved.wrote_entry == talked.evidence
    stream, _, seq = solved.says_entry.partition("#")
    made = story(stream)[int(seq) - 1].event
    assert isinstance(made, events.CheckMade)
    assert solved.post == "mz-relief"
    assert told(f"finding:{solved.pk}") == [events.FindingOpened]


def test_a_finding_is_replied_to_rechecked_and_comes_back_until_it_is_settled(
    talked: Check, desk: Cast
) -> None:
    actions.make_check(talked.pk, way="phone", said=SAYS, by=desk.inspector)
    finding = Finding.objects.get(code="solved")
    with pytest.raises(Refused):
        actions.reply_finding(finding.pk, text="情况不是这样的，已修好。", by=desk.other_handler)
    with pytest.raises(Refused, match="还没有说明"):
        actions.recheck_finding(
            finding.pk, settled=True, text="现场看过，灯已经亮了。", by=desk.inspector
        )
    first_due = finding.due_at
    with time_machine.travel(first_due + timedelta(minutes=1), tick=False):
        jobs.note_late_supervision()
        jobs.note_late_supervision()
        actions.reply_finding(finding.pk, text="当天修好，后来又损坏了。", by=desk.handler)
        actions.recheck_finding(
            finding.pk, settled=False, text="现场看过，灯还是没有亮。", by=desk.inspector
        )
        finding.refresh_from_db()
        assert finding.state == rules.OPENED
        assert finding.due_at > first_due
        actions.reply_finding(finding.pk, text="已经换了新灯，附照片。", by=desk.handler)
        actions.recheck_finding(
            finding.pk, settled=True, text="现场看过，灯已经亮了。", by=desk.manager
        )
    kinds = [kind.__name__ for kind in told(f"finding:{finding.pk}")]
    assert kinds == [
        "FindingOpened", "FindingLate", "FindingReplied", "FindingRechecked", "FindingReplied",
        "FindingRechecked",
    ]  # fmt: skip
    finding.refresh_from_db()
    assert finding.state == rules.SETTLED
    assert finding.late_at == first_due


def test_what_a_person_said_goes_when_their_words_are_erased(talked: Check, desk: Cast) -> None:
    actions.make_check(
        talked.pk, way="phone", said=SAYS, suggestions="请多来看看", by=desk.inspector
    )
    actions.forget_words(talked.matter.number, by=SYSTEM)
    talked.refresh_from_db()
    assert (talked.answers, talked.suggestions) == ("", "")
    assert {one.says for one in Finding.objects.all()} == {""}
    assert story(f"check:{talked.pk}")[-1].event.suggestions == ""


def test_a_sample_is_drawn_by_the_house_and_drawn_again_by_anyone(desk: Cast) -> None:
    with time_machine.travel(NOW, tick=False):
        for _ in range(4):
            make_request(desk, upto="answered")
        day = NOW.date()
        sample = actions.draw_sample(first=day, last=day, n=2, by=desk.inspector)
        drawn = story(f"sample:{sample.pk}")[0].event
        numbers = queries.answered_between(desk.supervisor, day, day)
        assert list(drawn.numbers) == rules.drawn(drawn.seed, numbers, 2)
        assert list(drawn.numbers) == json.loads(sample.numbers)
        assert queries.draw_again(desk.supervisor, sample).same
        assert not queries.draw_again(desk.outsider, sample).same_population
        for changes in (
            {"n": 0}, {"n": 1000}, {"first": day + timedelta(days=1)},
            {"first": date(2026, 1, 1), "last": date(2026, 1, 2)},
        ):  # fmt: skip
            with pytest.raises(Refused):
                actions.draw_sample(
                    **{"first": day, "last": day, "n": 2, **changes}, by=desk.inspector
                )
        with pytest.raises(Refused):
            actions.draw_sample(first=day, last=day, n=2, by=desk.operator)


@pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")
def test_a_special_report_is_counted_from_the_journal_and_stays_what_it_was(
    talked: Check, desk: Cast
) -> None:
    actions.make_check(talked.pk, way="phone", said=SAYS, by=desk.inspector)
    with pytest.raises(Refused, match="还没有结束"):
        actions.draft_special(NOW.date(), by=desk.manager)
    with time_machine.travel(NOW + timedelta(days=7), tick=False):
        report = actions.draft_special(NOW.date(), by=desk.manager)
        counts = queries.figures_of(report)["counts"]
        assert counts["owed"] == counts["held"] == counts["satisfied"] == 1
        assert counts["checked"] == 1
        assert counts["findings"] == 2
        assert queries.figures_of(report)["units"] == [["民政局", 1, 1]]
        for figure, n in counts.items():
            assert len(queries.rows_beneath(report, figure)) == n
        assert actions.draft_special(NOW.date(), by=desk.supervisor) == report
        make_request(desk, upto="talked")
        again = queries.week_facts(report.first, report.last, report.upto)
        assert queries.week_counts(again) == counts
        actions.edit_special(report.pk, body=f"{report.body}\n三、请领导批示。", by=desk.manager)
        with pytest.raises(Refused, match="不能由撰写人自己审签"):
            actions.approve_special(report.pk, by=desk.manager)
        with pytest.raises(NotFound):
            queries.report_for(desk.leader, report.pk)
        actions.approve_special(report.pk, by=desk.supervisor)
        with pytest.raises(Refused):
            actions.edit_special(report.pk, body="改一改正文看看行不行", by=desk.manager)
    report.refresh_from_db()
    assert report.number == "〔2026〕第1期"
    assert queries.report_for(desk.leader, report.pk) == report
    sent = story(f"special:{report.pk}")[-1].event
    assert sent.to == ("sun",)
    paper = papers.paper_of(f"special:{report.pk}")
    assert paper is not None
    assert paper.sha256 == sent.sha256


def test_a_sealed_dialogue_is_in_no_special_report(talked: Check, desk: Cast) -> None:
    matter = talked.matter
    type(matter).objects.filter(pk=matter.pk).update(is_sealed=True)
    facts = queries.week_facts(NOW.date(), NOW.date(), queries.last_entry())
    assert facts == []
