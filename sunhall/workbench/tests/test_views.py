"""The staff frame: inbox, search, export, commands, deliveries (K1, K4)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunhall.ground.journal import stuck
from sunhall.ground.journal.models import Delivery
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.table import guarded
from sunhall.hotline import actions, jobs
from sunhall.hotline.tests.makers import make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters import queries as matters
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
MOST_QUERIES = 12
ClientFor = Callable[[str], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def text(client: Client, path: str, **more: object) -> str:
    answer = client.get(path, **more)
    assert answer.status_code == 200, (path, answer.status_code)
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def numbers_in(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"R\d{6}-\d{7}", html)))


def test_the_inbox_is_sorted_by_the_absolute_due_moment(
    desk: Cast, client_for: ClientFor, monday: time_machine.Traveller
) -> None:
    later = make_request(desk, upto="handling")
    urgent = make_request(desk, upto="handling", is_urgent=True)
    monday.shift(timedelta(days=1))
    last = make_request(desk, upto="handling", place="990101100202")
    html = text(client_for("handler"), "/workbench/?view=open")
    assert numbers_in(html) == [r.matter.number for r in (urgent, later, last)]
    assert "11月23日(周一)24:00 前" in html
    assert "还剩 4 个工作日" in html
    assert "正常" in html


def test_what_is_offered_says_who_is_accountable_until_it_is_signed(
    desk: Cast, client_for: ClientFor
) -> None:
    make_request(desk, upto="assigned")
    html = text(client_for("handler"), "/workbench/")
    assert "由热线坐席岗交办，签收前由对方负责" in html
    assert "签收前仍由您负责" in text(client_for("operator"), "/workbench/?view=given")


def test_the_views_carry_counts(desk: Cast, client_for: ClientFor) -> None:
    make_request(desk, upto="assigned")
    make_request(desk, upto="handling")
    paused = make_request(desk, upto="handling")
    matter_actions.pause_clock(
        paused.matter.number, ground="XK45_TESTING", paper="告〔2026〕1号", by=desk.handler
    )
    counts = matters.counts(desk.handler)
    assert counts | {"to-sign": 1, "open": 1, "paused": 1, "late": 0} == counts
    assert paused.matter.number in text(client_for("handler"), "/workbench/?view=paused")


def test_an_ordinary_inbox_takes_at_most_twelve_queries(desk: Cast, client_for: ClientFor) -> None:
    for place in ("990101100201", "990101100202", "990101101201") * 4:
        make_request(desk, upto="handling", place=place)
    make_request(desk, upto="assigned")
    client = client_for("handler")
    text(client, "/workbench/?view=open")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text(client, "/workbench/?view=open")
    real = [q["sql"] for q in asked if q["sql"].split()[0] in ("SELECT", "UPDATE", "INSERT")]
    assert len(real) <= MOST_QUERIES, "\n".join(real)


def test_what_turns_red_next_has_a_view_of_its_own(
    desk: Cast, client_for: ClientFor, monday: time_machine.Traveller
) -> None:
    soon = make_request(desk, upto="handling").matter.number
    monday.shift(timedelta(days=4))
    make_request(desk, upto="handling")
    html = text(client_for("handler"), "/workbench/?view=near")
    assert numbers_in(html) == [soon]
    assert "临期" in html
    assert matters.counts(desk.handler)["near"] == 1


def test_what_is_late_before_it_is_signed_is_late_for_giver_and_taker(
    desk: Cast, client_for: ClientFor, monday: time_machine.Traveller
) -> None:
    number = make_request(desk, upto="assigned").matter.number
    monday.shift(timedelta(days=14))
    for who, actor in (("operator", desk.operator), ("handler", desk.handler)):
        assert matters.counts(actor)["late"] == 1
        assert numbers_in(text(client_for(who), "/workbench/?view=late")) == [number]


def test_pages_follow_by_key_and_lose_nothing(desk: Cast) -> None:
    made = {make_request(desk, upto="handling").matter.number for _ in range(5)}
    seen: list[str] = []
    after = ""
    while True:
        rows, after = matters.inbox(desk.handler, "open", after=after, limit=2)
        seen += [row.number for row in rows]
        if not after:
            break
    assert len(seen) == 5
    assert set(seen) == made


def test_the_next_key_opens_the_next_case_of_the_view(desk: Cast, client_for: ClientFor) -> None:
    one, two = sorted(make_request(desk, upto="handling").matter.number for _ in range(2))
    answer = client_for("handler").get(f"/workbench/next/?view=open&at={one}")
    assert answer.url == f"/workbench/requests/{two}/?from=open"


def test_an_outsider_has_an_empty_inbox_and_finds_nothing(
    desk: Cast, client_for: ClientFor
) -> None:
    make_request(desk, upto="handling")
    assert "没有待您办理的事项" in text(client_for("outsider"), "/workbench/")
    assert numbers_in(text(client_for("outsider"), "/workbench/search/")) == []
    assert "R26" not in text(client_for("outsider"), "/workbench/search/export/")


@pytest.mark.parametrize(
    "query", ["q=路灯", "q=13800000001", "q=李秀兰", "place=sqc", "state=open", "class_code=01", ""]
)
def test_list_search_and_export_show_the_same(
    desk: Cast, client_for: ClientFor, query: str
) -> None:
    wanted = make_request(desk, upto="handling")
    make_request(
        desk,
        text="自来水浑浊发黄，不能喝。",
        place="990101101201",
        person=desk.person("neighbour").public_id,
    )
    jobs.index_new_texts()
    client = client_for("operator")
    found = numbers_in(text(client, f"/workbench/search/?{query}"))
    assert wanted.matter.number in found
    assert found == numbers_in(text(client, f"/workbench/search/export/?{query}"))
    if query not in ("", "state=open"):
        assert found == [wanted.matter.number]


def test_words_are_found_in_the_text_and_not_beyond_ones_own(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="handling")
    jobs.index_new_texts()
    assert request.matter.number in text(client_for("handler"), "/workbench/search/?q=老人出门")
    assert numbers_in(text(client_for("handler"), "/workbench/search/?q=出老门人")) == []
    assert numbers_in(text(client_for("other_handler"), "/workbench/search/?q=老人出门")) == []
    assert jobs.index_new_texts() is None


def test_the_export_holds_no_person_and_tames_formulas(desk: Cast, client_for: ClientFor) -> None:
    make_request(desk, subject="=HYPERLINK(1)")
    csv = text(client_for("operator"), "/workbench/search/export/")
    assert "'=HYPERLINK(1)" in csv
    assert "13800000001" not in csv
    assert "李秀兰" not in csv
    assert [guarded(cell)[0] for cell in ("+1", "-1", "@a", " =1")] == ["'"] * 4


def test_a_number_is_found_whole_or_not_at_all(desk: Cast, client_for: ClientFor) -> None:
    request = make_request(desk, upto="handling")
    client = client_for("handler")
    assert request.matter.number in text(client, f"/workbench/commands/?q={request.matter.number}")
    assert "我的办件" in text(client, "/workbench/commands/?q=wdbj")
    assert "接线台" not in text(client, "/workbench/commands/?q=jxt")


def test_a_stuck_reaction_is_shown_with_its_error_and_tried_again(
    desk: Cast, client_for: ClientFor
) -> None:
    request = make_request(desk, upto="answered")
    matter_actions.rate_answer(request.matter.number, stars=1, channel="web", by=desk.resident)
    row = Delivery.objects.filter(reaction__endswith="weigh_rating").get()
    Delivery.objects.filter(pk=row.pk).update(
        error="ValueError: 示例", tries=12, dead_at=MONDAY, due_at=MONDAY
    )
    client = client_for("system_admin")
    html = text(client, "/workbench/deliveries/")
    assert "ValueError: 示例" in html
    assert client.post(f"/workbench/deliveries/{row.pk}/retry/").status_code == 302
    drain()
    row.refresh_from_db()
    assert row.done_at is not None
    assert "没有出错的后续动作" in text(client, "/workbench/deliveries/")
    assert list(stuck.stuck_deliveries()) == []


@pytest.mark.parametrize(("who", "status"), [("handler", 403), ("operator", 403), ("visitor", 302)])
def test_only_the_system_administrator_sees_deliveries(
    desk: Cast, client_for: ClientFor, who: str, status: int
) -> None:
    assert client_for(who).get("/workbench/deliveries/").status_code == status


def test_every_member_of_staff_has_a_way_in(desk: Cast, client_for: ClientFor) -> None:
    actions.set_class("03", name="其他", by=desk.manager)
    for who in ("operator", "handler", "leader", "supervisor", "audit_admin", "system_admin"):
        for path in ("", "search/", "dialogues/", "keys/", "commands/?q=c"):
            text(client_for(who), f"/workbench/{path}", follow=True)
