"""A number and the list it opens are one query, for everybody (V1; ux B5)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from sunhall.ground.journal.standing import glance, sweep_marks
from sunhall.ground.kit.now import moment, today
from sunhall.hotline.models import Request
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters.models import Matter
from sunhall.matters.queries import matters_for
from sunhall.supervision import queries, rules
from sunhall.supervision.queries import Wanted
from sunhall.supervision.tests.makers import NOW, days_ago, watched_county
from tests.cast import STAFF, Cast

ALL = (*rules.QUESTIONS, rules.LATER)


@pytest.fixture
def made(cast: Cast) -> Iterator[dict[str, Request]]:
    with time_machine.travel(NOW, tick=False):
        yield watched_county(cast)


def numbers(cast: Cast, who: str, **wanted: object) -> list[str]:
    rows = queries.listed(getattr(cast, who), Wanted(**wanted))  # type: ignore[arg-type]
    return list(rows.values_list("number", flat=True))


def test_every_number_is_the_length_of_its_list_for_everybody(
    cast: Cast, made: dict[str, Request]
) -> None:
    for who in STAFF:
        board = queries.board(getattr(cast, who))
        for one in ALL:
            assert board.counts[one.code] == len(numbers(cast, who, view=one.code)), (who, one)
        for day, count in board.days.items():
            assert count == len(numbers(cast, who, day=day)), (who, day)


def test_every_number_of_a_post_is_the_length_of_its_list_for_everybody(
    cast: Cast, made: dict[str, Request]
) -> None:
    for who in STAFF:
        for line in queries.by_office(getattr(cast, who)):
            assert line.open == len(numbers(cast, who, post=line.post)), (who, line)
            for view in ("late", "soon", "paused"):
                listed = numbers(cast, who, view=view, post=line.post)
                assert getattr(line, view) == len(listed), (who, line)


def test_nobody_sees_a_matter_here_that_they_may_not_see(
    cast: Cast, made: dict[str, Request]
) -> None:
    for who in STAFF:
        seen = set(matters_for(getattr(cast, who)).values_list("number", flat=True))
        assert set(numbers(cast, who)) <= seen, who
    assert numbers(cast, "supervisor")
    assert not numbers(cast, "system_admin")


def test_each_question_picks_what_it_says(cast: Cast, made: dict[str, Request]) -> None:
    number = {name: request.matter.number for name, request in made.items()}
    assert numbers(cast, "supervisor", view="late") == [number["late"], number["late_too"]]
    # What must be signed today falls due today as well.
    assert numbers(cast, "supervisor", view="today") == [number["unsigned"], number["today"]]
    assert number["soon"] in numbers(cast, "supervisor", view="soon")
    assert numbers(cast, "supervisor", view="unsigned") == [number["unsigned"]]
    assert numbers(cast, "supervisor", view="dialogue") == [number["dialogue"]]
    assert numbers(cast, "supervisor", view="paused") == [number["paused"]]


def test_a_matter_disputed_twice_counts_once(cast: Cast, made: dict[str, Request]) -> None:
    number = made["disputed"].matter.number
    assert numbers(cast, "supervisor", view="disputed") == [number]
    assert queries.board(cast.supervisor).counts["disputed"] == 1


def test_late_today_ahead_and_later_are_the_whole_of_what_runs(
    cast: Cast, made: dict[str, Request]
) -> None:
    board = queries.board(cast.supervisor)
    running = matters_for(cast.supervisor).filter(closed_at=None, due_at__isnull=False).count()
    columns = board.counts["late"] + sum(board.days.values()) + board.counts["later"]
    assert columns == running
    assert board.days[today()] == board.counts["today"]


def test_what_ends_at_midnight_belongs_to_the_day_that_ends(
    cast: Cast, made: dict[str, Request]
) -> None:
    due = made["today"].matter.due_at
    assert due is not None
    with time_machine.travel(due - timedelta(minutes=1), tick=False):
        assert made["today"].matter.number in numbers(cast, "supervisor", view="today")
    with time_machine.travel(due + timedelta(seconds=1), tick=False):
        assert made["today"].matter.number in numbers(cast, "supervisor", view="late")


def test_sealed_matters_are_seen_only_by_who_may_read_them(
    cast: Cast, made: dict[str, Request]
) -> None:
    number = made["late"].matter.number
    Matter.objects.filter(number=number).update(is_sealed=True)
    assert number not in numbers(cast, "supervisor", view="late")
    assert number in numbers(cast, "inspector", view="late")


def test_the_dots_stand_in_the_columns_that_are_counted(
    cast: Cast, made: dict[str, Request]
) -> None:
    board, dots = queries.board(cast.supervisor), queries.due_ahead(cast.supervisor)
    offsets = [dot.offset for dot in dots]
    assert offsets.count(-1) == board.counts["late"]
    assert offsets.count(0) == board.counts["today"]
    assert offsets.count(rules.AHEAD_DAYS) == board.counts["later"]


def test_a_column_gives_at_most_eight_dots_and_its_whole_count(
    cast: Cast, made: dict[str, Request]
) -> None:
    Matter.objects.filter(closed_at=None, due_at__isnull=False).update(due_at=days_ago(1))
    with moment(days_ago(3)):
        for _ in range(4):
            make_request(cast)
    Matter.objects.filter(closed_at=None, due_at__isnull=False).update(due_at=days_ago(1))
    assert len(queries.due_ahead(cast.supervisor)) == 8
    assert queries.board(cast.supervisor).counts["late"] > 8


def test_pages_follow_by_key_and_hold_each_matter_once(
    cast: Cast, made: dict[str, Request]
) -> None:
    rows = queries.listed(cast.supervisor, Wanted())
    seen: list[str] = []
    after = ""
    while True:
        found, after = queries.page_of(rows, after=after, limit=2)
        seen += [row.number for row in found]
        if not after:
            break
    assert seen == numbers(cast, "supervisor")
    assert seen[-1] == made["paused"].matter.number


def test_the_worst_come_first_and_are_three_at_most(cast: Cast, made: dict[str, Request]) -> None:
    lines = queries.by_office(cast.supervisor)
    assert lines[0].post == "mz-relief"
    assert lines[0].late == 2
    assert lines[0].office == "民政局"
    assert [line.post for line in queries.worst(lines)] == ["mz-relief"]
    assert lines[0].days_late >= 3


def test_the_months_are_twelve_at_most_and_follow_the_published_definition(
    cast: Cast, made: dict[str, Request]
) -> None:
    lines = queries.by_month(cast.supervisor)
    assert [line.month for line in lines] == [today().replace(day=1)]
    assert (lines[0].on_time, lines[0].n) == (2, 4)
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        assert queries.by_month(cast.supervisor) == []


def test_why_names_who_held_it_who_paused_it_and_who_granted_more_time(
    cast: Cast, made: dict[str, Request]
) -> None:
    late, paused = made["soon"].matter, made["paused"].matter
    matter_actions.ask_extension(late.number, n=3, reason="等待供电部门", by=cast.handler)
    matter_actions.decide_extension(late.number, granted=True, reason="同意", by=cast.head)
    found = queries.courses(Matter.objects.filter(pk__in=[late.pk, paused.pk]))
    course = found[late.number]
    assert [one.post for one in course.held] == [
        "阳光热线中心 · 热线坐席岗",
        "民政局 · 社会救助岗",
    ]
    assert course.held[1].signed_by == "赵承办"
    assert (course.longer[0].asked_by, course.longer[0].decided_by) == ("赵承办", "吕负责")
    stop = found[paused.number].stops[0]
    assert (stop.paper, stop.by, stop.to_at) == ("清民告〔2026〕7号", "赵承办", None)


def test_why_counts_working_days_and_no_weekend(cast: Cast, made: dict[str, Request]) -> None:
    # Received on Friday 6 November, looked at on Wednesday 18 November.
    course = queries.courses([made["late"].matter])[made["late"].matter.number]
    assert sum(one.days for one in course.held) == 8
    assert rules.cause(course).facts["post"] == "民政局 · 社会救助岗"


def test_why_costs_the_same_for_ten_as_for_one(
    cast: Cast, made: dict[str, Request], django_assert_max_num_queries: object
) -> None:
    rows = list(queries.listed(cast.supervisor, Wanted()))
    sweep_marks()
    queries.courses(rows)  # the calendar is read once for all requests
    with glance(), django_assert_max_num_queries(8):  # type: ignore[operator]
        queries.courses(rows)
    with glance(), django_assert_max_num_queries(8):  # type: ignore[operator]
        queries.courses(rows[:1])


def test_the_cockpit_costs_at_most_eight_queries(
    cast: Cast, made: dict[str, Request], django_assert_max_num_queries: object
) -> None:
    actor = cast.supervisor
    with glance(), django_assert_max_num_queries(8):  # type: ignore[operator]
        queries.board(actor)
        queries.by_office(actor)
        queries.by_month(actor)
        queries.due_ahead(actor)
