"""公开审核: nothing is public before somebody has read just that (信息公开条例 17; PIPL 25)."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import Conflict, NotFound, Refused
from sunhall.hotline import actions, queries, rules
from sunhall.hotline.events import (
    PublicationApproved,
    PublicationRefused,
    PublicationTakenDown,
)
from sunhall.hotline.models import Publication, Request
from sunhall.hotline.tests.makers import TEXT, lay_desk, make_published, make_request, publish
from sunhall.people import actions as people
from tests.cast import Cast

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
SAID = "石桥村村民李建国说路灯坏了。李建国家住3号楼2单元301室，电话13800000009。马大桥也没有灯。"
DECIDED = (PublicationApproved, PublicationRefused, PublicationTakenDown)
ClientFor = Callable[[str], Client]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(clock: time_machine.Traveller, cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


@pytest.fixture
def waiting(desk: Cast) -> str:
    """The number of an answered request whose person agreed, and nobody has read it."""
    return make_request(desk, upto="answered", is_public=True, text=SAID).matter.number


def everywhere(number: str) -> dict[str, str]:
    """What everyone can read: portal, search, and the three lists of other systems."""
    visitor = Client()
    similar = queries.similar_published(queries.words_of(queries.request_of(number))[0])
    pages = {
        "home": "/",
        "list": "/cases/",
        "case": f"/cases/{number}/",
        "search": "/search/?q=路灯",
        "one": f"/open311/v2/requests/{number}.json",
        "all": "/open311/v2/requests.json",
    }
    read = {name: visitor.get(path).content.decode() for name, path in pages.items()}
    return read | {"similar": json.dumps([case.text for case in similar], ensure_ascii=False)}


def seen(number: str, words: str = "路灯坏了") -> set[str]:
    """Where a word of the request can be read, apart from the box that was searched with it."""
    return {name for name, page in everywhere(number).items() if words in page}


def waits(cast: Cast) -> list[str]:
    rows = queries.waiting_publications(cast.manager).order_by("since")
    return [row.number for row in rows]


ALL = {"home", "list", "case", "search", "one", "all", "similar"}


# --- before anybody has read it


def test_not_a_word_is_public_before_it_was_read(desk: Cast, waiting: str) -> None:
    assert seen(waiting) == set()
    assert seen(waiting, "已于今天修复") == set()
    assert queries.public_subject(waiting) == ""


def test_what_was_read_is_public_everywhere_without_persons(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    assert seen(waiting) == ALL
    for hidden in ("李建国", "301室", "13800000009", "赵承办"):
        assert seen(waiting, hidden) == set()


def test_an_unanswered_request_does_not_wait_to_be_read(desk: Cast) -> None:
    number = make_request(desk, upto="handling", is_public=True).matter.number
    assert waits(desk) == []
    with pytest.raises(Refused, match="答复以后才能审核公开"):
        publish(desk, number)


def test_without_consent_nothing_waits_and_nothing_can_be_published(desk: Cast) -> None:
    number = make_request(desk, upto="answered").matter.number
    assert waits(desk) == []
    with pytest.raises(Refused, match="没有同意公开"):
        publish(desk, number)


def test_a_confidential_request_is_never_published(desk: Cast) -> None:
    number = make_request(desk, upto="answered", is_public=True, is_confidential=True).matter.number
    assert waits(desk) == []
    with pytest.raises(Refused, match="保密办理"):
        publish(desk, number)


# --- what is published is what was read


def test_only_the_words_that_were_read_are_published(desk: Cast, waiting: str) -> None:
    seal = queries.draft_publication(queries.request_of(waiting)).seal
    with pytest.raises(Conflict, match="请核对新的预览"):
        actions.approve_publication(waiting, seal=seal, hide=["马大桥"], by=desk.manager)
    actions.publish_request(waiting, is_public=True, text="路灯坏了。", by=desk.resident)
    with pytest.raises(Conflict):
        actions.approve_publication(waiting, seal=seal, by=desk.manager)
    assert seen(waiting) == set()


def test_the_public_words_are_kept_as_they_were_read(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    before = queries.published_case(waiting)
    Request.objects.filter(matter__number=waiting).update(text="李建国和别的话")
    assert queries.published_case(waiting) == before


def test_a_false_find_is_shown_again_at_all_its_places(desk: Cast) -> None:
    text = "柳树村组长安排值守，组长安排巡查。"
    number = make_request(desk, upto="answered", is_public=True, text=text).matter.number
    request = queries.request_of(number)
    [name] = queries.suspects_of(request)
    publish(desk, number, keep=[name])
    case = queries.published_case(number)
    assert case is not None
    assert case.text == text


def test_a_missed_name_is_hidden_at_all_its_places_in_question_and_answer(desk: Cast) -> None:
    text = "马大桥的沟堵了。请马大桥来看。"
    number = make_request(desk, upto="handling", is_public=True, text=text).matter.number
    actions.answer_request(number, text="已告诉马大桥。", outcome="resolved", by=desk.handler)
    publish(desk, number, hide=["马大桥"])
    case = queries.published_case(number)
    assert case is not None
    assert (case.text, case.answer) == ("**的沟堵了。请**来看。", "已告诉**。")


def test_a_phrase_that_is_not_there_is_named(desk: Cast, waiting: str) -> None:
    with pytest.raises(Refused, match="请照原文填写") as refused:
        actions.approve_publication(waiting, seal="", hide=["牛小坡"], by=desk.manager)
    assert refused.value.field == "more"


@pytest.mark.parametrize("firm", ["13800000009", "3号楼2单元301室", "李秀兰", "赵承办"])
def test_numbers_doors_and_the_names_of_those_concerned_stay_hidden(desk: Cast, firm: str) -> None:
    text = f"{TEXT}路灯坏了。李秀兰住3号楼2单元301室，电话13800000009，赵承办来过。"
    number = make_request(desk, upto="answered", is_public=True, text=text).matter.number
    publish(desk, number, keep=[firm, "李秀兰住"])
    assert seen(number) == ALL
    assert seen(number, firm) == set()


def test_a_name_that_becomes_known_later_is_taken_out_too(desk: Cast) -> None:
    number = make_published(desk, text="大家都喊我秀阿兰。路灯坏了。").matter.number
    assert seen(number, "秀阿兰") == ALL
    double = people.know_person(name="秀阿兰", phone="13800000077", by=desk.operator).public_id
    people.merge_people(desk.persons["resident"], double, reason="同一人", by=desk.operator)
    assert seen(number, "秀阿兰") == set()


# --- falling back


def test_another_answer_puts_it_back_on_the_list(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    assert waits(desk) == []
    matter = queries.request_of(waiting).matter
    matter.last_answer = matter.answers.create(
        text="已换线路。", outcome="resolved", post="mz-relief", by=desk.handler.code, at=NOW
    )
    matter.save()
    assert seen(waiting) == set()
    assert waits(desk) == [waiting]
    publish(desk, waiting)
    assert seen(waiting, "已换线路") == {"case", "one", "all"}


def test_while_a_dialogue_is_owed_nothing_is_public(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    actions.dissatisfy(waiting, said_to="portal", words="还是不亮", by=desk.resident)
    assert seen(waiting) == set()
    assert waits(desk) == []


def test_an_edited_text_is_read_again(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    actions.publish_request(waiting, is_public=True, text="路灯坏了两盏。", by=desk.resident)
    assert seen(waiting) == set()
    assert waits(desk) == [waiting]
    publish(desk, waiting)
    assert seen(waiting, "路灯坏了两盏") == ALL


def test_withdrawing_consent_hides_at_once_and_a_new_consent_is_read_anew(
    desk: Cast, waiting: str
) -> None:
    actions.publish_request(waiting, is_public=True, text=SAID, by=desk.resident)
    publish(desk, waiting)
    actions.publish_request(waiting, is_public=False, by=desk.resident)
    assert seen(waiting) == set()
    assert waits(desk) == []
    actions.publish_request(waiting, is_public=True, text=SAID, by=desk.resident)
    assert seen(waiting) == set(), "the same words, but another consent"
    assert waits(desk) == [waiting]


def test_whoever_is_erased_is_public_no_longer_and_no_hidden_name_comes_back(desk: Cast) -> None:
    number = make_published(desk, text="大家都喊我秀阿兰。路灯坏了。").matter.number
    unread = make_request(desk, upto="answered", is_public=True, text=SAID).matter.number
    double = people.know_person(name="秀阿兰", phone="13800000077", by=desk.operator).public_id
    kept = desk.persons["resident"]
    people.merge_people(kept, double, reason="同一人", by=desk.operator)
    for one in (number, unread):
        actions.revisit_request(one, way="phone", reached=True, satisfied=True, by=desk.revisitor)
        actions.close_request(one, by=desk.revisitor)
    assert seen(number)
    assert seen(number, "秀阿兰") == set()
    people.erase_person(kept, "本人申请", by=desk.operator)
    drain()
    assert seen(number, "秀阿兰") == set()
    assert seen(number) == set()
    assert waits(desk) == [], "nobody knows any more whose name to hide"


# --- the other decisions


def test_keeping_it_back_needs_a_reason_that_its_person_is_told(desk: Cast, waiting: str) -> None:
    with pytest.raises(Refused, match="请写明理由"):
        actions.refuse_publication(waiting, reason=" ", by=desk.manager)
    actions.refuse_publication(waiting, reason="涉及商业秘密", by=desk.manager)
    assert waits(desk) == []
    assert seen(waiting) == set()
    request = queries.request_of(waiting)
    assert queries.publication_told(request) == queries.PublicationTold(
        rules.KEPT_BACK, "不公开", "涉及商业秘密"
    )
    assert ("审核后不公开", "涉及商业秘密") in {
        (entry.title, entry.text) for entry in queries.told_entries(request)
    }


def test_a_publication_is_taken_down_at_once_with_a_reason(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    with pytest.raises(Refused, match="请写明理由"):
        actions.take_down_publication(waiting, reason="", by=desk.manager)
    actions.take_down_publication(waiting, reason="有人认出来了", by=desk.manager)
    assert seen(waiting) == set()
    with pytest.raises(Refused, match="没有公开"):
        actions.take_down_publication(waiting, reason="再撤", by=desk.manager)
    publish(desk, waiting, hide=["石桥村"])
    assert seen(waiting) == ALL
    assert seen(waiting, "石桥村村民") == set()


def test_what_is_public_is_not_decided_again_before_it_was_taken_down(
    desk: Cast, waiting: str
) -> None:
    publish(desk, waiting)
    with pytest.raises(Refused, match="已经公开"):
        publish(desk, waiting)
    with pytest.raises(Refused, match="已经公开"):
        actions.refuse_publication(waiting, reason="不妥", by=desk.manager)


# --- who


@pytest.mark.parametrize("who", ["operator", "handler", "revisitor", "head", "resident"])
def test_nobody_else_reviews(desk: Cast, waiting: str, who: str) -> None:
    by = getattr(desk, who)
    seal = queries.draft_publication(queries.request_of(waiting)).seal
    for step in (
        lambda: actions.approve_publication(waiting, seal=seal, by=by),
        lambda: actions.refuse_publication(waiting, reason="不妥", by=by),
        lambda: actions.take_down_publication(waiting, reason="不妥", by=by),
    ):
        with pytest.raises(Refused, match="不审核公开"):
            step()


def test_nobody_reviews_what_they_answered_themselves(desk: Cast) -> None:
    number = make_request(desk, is_public=True).matter.number
    actions.answer_directly(number, text="已转告。", by=desk.manager)
    assert waits(desk) == []
    with pytest.raises(Refused, match="由其他人员审核"):
        publish(desk, number)


def test_the_journal_tells_each_decision_and_keeps_words_private(desk: Cast, waiting: str) -> None:
    publish(desk, waiting)
    actions.take_down_publication(waiting, reason="有人认出来了", by=desk.manager)
    actions.refuse_publication(waiting, reason="仍然认得出", by=desk.manager)
    kinds = [kind for kind in told(f"matter:{waiting}") if kind in DECIDED]
    assert kinds == [PublicationApproved, PublicationTakenDown, PublicationRefused]
    assert set(PublicationApproved.private) == {"text", "reply"}
    assert set(PublicationRefused.private) == set(PublicationTakenDown.private) == {"reason"}


def test_who_waits_longest_stands_first(desk: Cast, clock: time_machine.Traveller) -> None:
    first = make_request(desk, upto="answered", is_public=True).matter.number
    late = make_request(desk, upto="answered").matter.number
    clock.shift(timedelta(hours=1))
    second = make_request(desk, upto="answered", is_public=True).matter.number
    clock.shift(timedelta(days=1))
    actions.publish_request(late, is_public=True, text=SAID, by=desk.resident)
    assert waits(desk) == [first, second, late]
    assert queries.count_waiting(desk.manager) == 3


# --- pages


def test_the_list_counts_and_says_how_long_each_has_waited(
    desk: Cast, waiting: str, client_for: ClientFor, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(days=3))
    page = client_for("manager").get("/workbench/publications/").content.decode()
    assert waiting in page
    assert "3 天" in page
    assert re.search(r'待审核公开<span class="pill">1</span>', page)


def test_the_case_says_whether_it_is_public_and_leads_reviewers_to_it(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    to = f"/workbench/publications/{waiting}/"
    page = client_for("manager").get(f"/workbench/requests/{waiting}/").content.decode()
    assert "待审核，还没有公开" in page
    assert to in page
    page = client_for("handler").get(f"/workbench/requests/{waiting}/").content.decode()
    assert "待审核，还没有公开" in page
    assert to not in page


def test_the_rail_offers_the_list_to_those_who_review(desk: Cast, client_for: ClientFor) -> None:
    assert "待审核公开" in client_for("manager").get("/workbench/roster/").content.decode()
    assert "待审核公开" not in client_for("handler").get("/workbench/roster/").content.decode()


def test_the_page_marks_what_is_hidden_and_shows_what_everyone_would_see(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    page = client_for("manager").get(f"/workbench/publications/{waiting}/").content.decode()
    assert len(re.findall(r'<mark class="hide hide-suspected">.{0,80}李建国</mark>', page)) == 2
    assert re.search(r'<mark class="hide hide-number">.{0,80}13800000009</mark>', page)
    face = page.partition("公众将看到的全部")[2].partition("<form")[0]
    assert "石桥村村民**说路灯坏了" in face
    assert "李建国" not in face


def _seal(page: str) -> str:
    return re.findall(r'name="seal" value="([0-9a-f]+)"', page)[0]


def test_a_clerk_corrects_previews_and_publishes_with_plain_forms(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    browser, to = client_for("manager"), f"/workbench/publications/{waiting}/"
    first = browser.get(to).content.decode()
    changed = {"hidden": [], "more": "马大桥", "seal": _seal(first)}
    unseen = browser.post(to, {**changed, "approve": "yes"})
    assert unseen.status_code == 422
    assert "请核对新的预览" in unseen.content.decode()
    read = queries.draft_publication(queries.request_of(waiting), keep=["李建国"], hide=["马大桥"])
    assert _seal(unseen.content.decode()) == read.seal, "the new preview is of what was typed"
    preview = browser.post(to, {**changed, "preview": "yes"}).content.decode()
    face = preview.partition("公众将看到的全部")[2].partition("<form")[0]
    assert "村民李建国说" in face
    assert "马大桥" not in face
    assert re.search(r'value="马大桥"[^>]*checked', preview)
    sent = {"hidden": ["马大桥"], "more": "", "seal": _seal(preview), "approve": "yes"}
    assert browser.post(to, sent)["Location"] == "/workbench/publications/"
    assert seen(waiting, "村民李建国说") == ALL
    assert seen(waiting, "马大桥") == set()
    row = Publication.objects.get()
    assert (row.keep, row.hide) == (["李建国"], ["马大桥"])


def test_a_phrase_that_is_not_there_is_said_beside_its_field(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    to = f"/workbench/publications/{waiting}/"
    answer = client_for("manager").post(to, {"more": "牛小坡", "preview": "yes"})
    assert answer.status_code == 422
    assert "文中没有“牛小坡”，请照原文填写" in answer.content.decode()


def test_a_clerk_keeps_back_and_takes_down_on_the_page(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    browser, to = client_for("manager"), f"/workbench/publications/{waiting}/"
    assert browser.post(to, {"refuse": "yes", "reason": ""}).status_code == 422
    assert browser.post(to, {"refuse": "yes", "reason": "涉及商业秘密"}).status_code == 302
    kept = browser.get("/workbench/publications/?state=kept").content.decode()
    assert waiting in kept
    assert "涉及商业秘密" in kept
    assert "涉及商业秘密" in browser.get(to).content.decode()
    publish(desk, waiting)
    assert waiting in browser.get("/workbench/publications/?state=public").content.decode()
    assert browser.post(to, {"take_down": "yes", "reason": "有人认出来了"}).status_code == 302
    assert seen(waiting) == set()


def test_the_person_sees_where_the_publication_stands(
    desk: Cast, waiting: str, client_for: ClientFor
) -> None:
    browser = client_for("resident")
    assert "待审核，还没有公开" in browser.get(f"/request/{waiting}/").content.decode()
    publish(desk, waiting)
    assert "已公开" in browser.get(f"/request/{waiting}/public/").content.decode()
    actions.take_down_publication(waiting, reason="有人认出来了", by=desk.manager)
    page = browser.get(f"/request/{waiting}/public/").content.decode()
    assert "已撤下" in page
    assert "有人认出来了" in page


def test_a_request_out_of_reach_is_not_there(desk: Cast, client_for: ClientFor) -> None:
    assert client_for("manager").get("/workbench/publications/R1/").status_code == 404
    with pytest.raises(NotFound):
        actions.refuse_publication("R1", reason="不妥", by=desk.manager)
