"""Following a request and answering back on the portal (H6, S9; ux B1, E7, E8, E11, E15)."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import deliver_one
from sunhall.ground.kit.now import today
from sunhall.ground.kit.numbering import CODE_DIGITS, matter_number
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.hotline.events import DialogueWished, RequestDissatisfied, RequestWithdrawn
from sunhall.hotline.models import Dialogue, Request
from sunhall.hotline.tests.makers import TEXT, lay_desk, make_request
from sunhall.matters import actions as matter_actions
from sunhall.matters.events import ContactDisputed, MatterRated, MatterSupplemented
from tests.cast import Cast

NAMES_OF_STAFF = ("王守信", "赵承办", "何知远", "wang", "zhao", "mz-relief", "rx-desk")


@pytest.fixture
def county(cast: Cast) -> Cast:
    lay_desk(cast)
    return cast


def prove(client: Client, request: Request, **changes: str) -> object:
    given = {"number": request.matter.number, "code": request.matter.query_code, **changes}
    return client.post("/track/", given)


def wrong_code(request: Request) -> str:
    return f"{(int(request.matter.query_code) + 1) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def page_of(client: Client, request: Request) -> str:
    return client.get(f"/request/{request.matter.number}/").content.decode()


def act(client: Client, request: Request, what: str, **data: object) -> object:
    return client.post(f"/request/{request.matter.number}/{what}/", {"confirm": "yes", **data})


def test_number_and_code_open_the_request_however_they_are_typed(
    county: Cast, client: Client
) -> None:
    request = make_request(county)
    typed = request.matter.number.lower().replace("-", " ")
    full_width = request.matter.query_code.translate(
        {ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789"}
    )
    response = prove(client, request, number=f" {typed} ", code=f"{full_width}　")
    assert response["Location"] == f"/request/{request.matter.number}/"
    assert TEXT in page_of(client, request)


def test_without_the_code_nothing_is_shown(county: Cast, client: Client) -> None:
    request = make_request(county)
    response = client.get(f"/request/{request.matter.number}/")
    assert response.status_code == 302
    assert response["Location"] == f"/track/?number={request.matter.number}"
    assert (
        client.post(f"/request/{request.matter.number}/withdraw/", {"confirm": "yes"}).status_code
        == 302
    )
    request.matter.refresh_from_db()
    assert request.matter.stage == "received"


def test_a_number_opens_only_itself(county: Cast, client: Client) -> None:
    first, second = (
        make_request(county),
        make_request(county, text="老桥头路面塌陷，三轮车过不去。"),
    )
    prove(client, first)
    assert first.matter.person == second.matter.person
    assert client.get(f"/request/{second.matter.number}/").status_code == 302
    assert second.matter.number not in page_of(client, first)


def test_five_wrong_codes_make_their_sender_wait(
    county: Cast, client: Client, time_machine: object
) -> None:
    time_machine.move_to("2026-11-02T02:00:00Z", tick=False)
    request = make_request(county)
    for _ in range(5):
        last = prove(client, request, code=wrong_code(request))
    assert "15 分钟后再试" in last.content.decode()
    waiting = prove(Client(), request)
    assert waiting.status_code == 422, "even the right code waits, from the same address"
    assert f'value="{request.matter.query_code}"' in waiting.content.decode()
    time_machine.move_to("2026-11-02T02:16:00Z", tick=False)
    assert prove(Client(), request).status_code == 302


def test_the_wrong_codes_of_a_stranger_never_shut_out_the_rightful_holder(
    county: Cast, client: Client
) -> None:
    request = make_request(county)
    for _ in range(9):
        prove(client, request, code=wrong_code(request))
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    slip = prove(elsewhere, request, code=wrong_code(request))
    assert "编号和查询码对不上" in slip.content.decode()
    assert prove(elsewhere, request).status_code == 302


def test_a_besieged_number_still_opens_to_the_right_code_at_the_first_try(
    county: Cast, client: Client
) -> None:
    request = make_request(county)
    for host in range(1, 40):
        prove(Client(REMOTE_ADDR=f"198.51.100.{host}"), request, code=wrong_code(request))
    another = Client(REMOTE_ADDR="198.51.100.77")
    assert "60 分钟后再试" in prove(another, request, code=wrong_code(request)).content.decode()
    assert prove(Client(REMOTE_ADDR="203.0.113.9"), request).status_code == 302


def test_a_device_that_opened_the_request_is_not_asked_again(county: Cast, client: Client) -> None:
    request = make_request(county)
    prove(client, request)
    for _ in range(9):
        prove(Client(), request, code=wrong_code(request))
    assert TEXT in page_of(client, request)


def test_number_and_code_lead_to_the_step_that_was_wanted(county: Cast, client: Client) -> None:
    request = make_request(county, upto="answered")
    number = request.matter.number
    away = client.get(f"/request/{number}/rate/")["Location"]
    assert away == f"/track/?number={number}&to=rate"
    page = client.get(away).content.decode()
    assert "查到以后，就可以评价答复" in page
    given = {"number": number, "code": request.matter.query_code}
    assert client.post("/track/?to=rate", given)["Location"] == f"/request/{number}/rate/"
    assert client.post("/track/?to=/elsewhere", given)["Location"] == f"/request/{number}/"


def test_a_wrong_code_and_an_unknown_number_look_the_same(county: Cast, client: Client) -> None:
    request = make_request(county)
    wrong = wrong_code(request)
    unknown = matter_number("R", today())
    for number in (request.matter.number, unknown):
        page = prove(client, request, number=number, code=wrong).content.decode()
        assert "编号和查询码对不上" in page


def test_a_slip_in_the_number_is_told_by_its_check_digit(county: Cast, client: Client) -> None:
    request = make_request(county)
    slipped = request.matter.number[:-1] + str((int(request.matter.number[-1]) + 1) % 10)
    assert "逐位核对" in prove(client, request, number=slipped).content.decode()


def test_the_link_of_a_message_opens_with_one_tap(county: Cast, client: Client) -> None:
    request = make_request(county)
    page = client.get(f"/t/{queries.link_token(request)}/", follow=True)
    assert TEXT in page.content.decode()
    assert Client().get(f"/t/{request.matter.number}.{'0' * 14}/").status_code == 404


@pytest.mark.parametrize(
    "stage", ["received", "classified", "assigned", "handling", "answered", "dialogue"]
)
def test_every_open_request_says_who_what_and_by_when(
    county: Cast, client: Client, stage: str
) -> None:
    request = make_request(county, upto=stage)
    prove(client, request)
    page = page_of(client, request)
    top = re.search(r'<dl class="where">.*?</dl>', page, re.DOTALL)[0]
    cells = re.findall(r"<dd>(.+?)</dd>", top)
    assert len(cells) == 3
    assert re.search(r"\d+月\d+日\(周.\)\d\d:\d\d 前", cells[2])
    assert re.search(r"还剩 \d+|今天到期", page)
    assert "为什么是这个时间" in page


@pytest.mark.parametrize("stage", ["assigned", "answered", "dialogue"])
def test_the_page_names_offices_never_staff_or_codes(
    county: Cast, client: Client, stage: str
) -> None:
    request = make_request(county, upto=stage)
    matter_actions.record_contact(
        request.matter.number, way="phone", result="reached", by=_owner(county, stage)
    )
    prove(client, request)
    page = page_of(client, request)
    assert "民政局" in page or stage == "assigned"
    assert not [name for name in NAMES_OF_STAFF if name in page]


def _owner(county: Cast, stage: str) -> object:
    return county.operator if stage == "assigned" else county.handler


def test_a_phone_is_never_shown_whole(county: Cast, client: Client) -> None:
    request = make_request(county, upto="handling")
    matter_actions.record_contact(
        request.matter.number, way="phone", result="no_answer", by=county.handler
    )
    prove(client, request)
    page = page_of(client, request)
    assert "138****0001" in page
    assert "13800000001" not in page


def test_personal_pages_are_not_cached_and_kept_out_of_history(
    county: Cast, client: Client
) -> None:
    request = make_request(county)
    prove(client, request)
    response = client.get(f"/request/{request.matter.number}/")
    assert "no-store" in response["Cache-Control"]
    assert 'hx-history="false"' in response.content.decode()


def test_a_contact_that_never_happened_can_be_disputed(county: Cast, client: Client) -> None:
    request = make_request(county, upto="handling")
    number = request.matter.number
    contact = matter_actions.record_contact(
        number, way="phone", result="reached", by=county.handler
    )
    prove(client, request)
    path = f"/request/{number}/contact/{contact.pk}/dispute/"
    assert path in page_of(client, request)
    client.post(path, {"confirm": "yes", "words": "一天都在家，没有电话"})
    assert ContactDisputed in told(f"matter:{number}")
    page = page_of(client, request)
    assert "本人称未接到" in page
    assert path not in page


def test_a_good_rating_takes_one_choice_and_is_given_once(county: Cast, client: Client) -> None:
    request = make_request(county, upto="answered")
    prove(client, request)
    page = client.get(f"/request/{request.matter.number}/rate/").content.decode()
    stars = re.findall(r'name="stars"[^>]*>', page)
    assert len(stars) == 5
    assert not [star for star in stars if "checked" in star]
    assert act(client, request, "rate", stars="5").status_code == 302
    assert "您的评价：非常满意" in page_of(client, request)
    again = act(client, request, "rate", stars="1")
    assert again.status_code == 422
    assert "已经评价过" in again.content.decode()


def test_a_rating_without_a_level_says_what_to_do(county: Cast, client: Client) -> None:
    request = make_request(county, upto="answered")
    prove(client, request)
    response = act(client, request, "rate")
    assert response.status_code == 422
    assert "请从五个等级中选择一个" in response.content.decode()


def test_a_bad_rating_opens_the_dialogue_and_the_page_says_by_when(
    county: Cast, client: Client
) -> None:
    request = make_request(county, upto="answered")
    prove(client, request)
    act(client, request, "rate", stars="1", reasons=["unsolved"], words="灯还是不亮")
    page = page_of(client, request)
    assert "正在安排当面沟通" in page
    assert re.search(r"单位须在 (<time[^>]*>)?\d+月\d+日", page)
    while deliver_one():
        pass
    assert Dialogue.objects.get().held_at is None
    assert "选择在哪里谈" in page_of(client, request)
    events = told(f"matter:{request.matter.number}")
    assert MatterRated in events
    assert RequestDissatisfied in events


def test_reasons_follow_the_level(county: Cast, client: Client) -> None:
    assert "办得快" in client.get("/rate/reasons/?stars=5").content.decode()
    bad = client.get("/rate/reasons/?stars=1").content.decode()
    assert "问题没有解决" in bad
    assert "办得快" not in bad


def test_not_satisfied_says_what_follows_before_and_opens_the_dialogue(
    county: Cast, client: Client
) -> None:
    request = make_request(county, upto="answered")
    prove(client, request)
    before = client.get(f"/request/{request.matter.number}/not-satisfied/").content.decode()
    assert re.search(r"须在 \d+月\d+日\(周.\) \d\d:\d\d 前", before)
    response = act(client, request, "not-satisfied", words="灯还是不亮")
    assert response["Location"] == f"/request/{request.matter.number}/dialogue/"
    act(client, request, "dialogue", way="home", wants_lawyer="on", words="晚上")
    dialogue = Dialogue.objects.get()
    assert (dialogue.way, dialogue.wants_lawyer) == ("home", True)
    assert DialogueWished in told(f"matter:{request.matter.number}")


def test_a_wish_for_a_lawyer_is_not_overwritten_by_the_planner(
    county: Cast, client: Client, time_machine: object
) -> None:
    request = make_request(county, upto="dialogue")
    number = request.matter.number
    actions.wish_dialogue(number, way="room", wants_lawyer=True, by=queries.holder_of(number))
    dialogue = Dialogue.objects.get()
    with pytest.raises(Refused, match="法律志愿者"):
        actions.plan_dialogue(
            number,
            planned_at=dialogue.opened_at.replace(year=2099),
            way="room",
            room="room-1",
            by=county.handler,
        )


def test_the_person_can_add_words_and_the_handler_reads_them(county: Cast, client: Client) -> None:
    request = make_request(county, upto="handling")
    prove(client, request)
    assert act(client, request, "more", text="").status_code == 422
    assert act(client, request, "more", text="今天又灭了两盏。").status_code == 302
    assert MatterSupplemented in told(f"matter:{request.matter.number}")
    assert "今天又灭了两盏。" in page_of(client, request)


def test_the_person_can_withdraw_after_an_interruption(county: Cast, client: Client) -> None:
    request = make_request(county)
    prove(client, request)
    page = client.get(f"/request/{request.matter.number}/withdraw/").content.decode()
    assert "不能恢复" in page
    act(client, request, "withdraw", words="邻居已经报过")
    assert RequestWithdrawn in told(f"matter:{request.matter.number}")
    assert "已撤回" in page_of(client, request)


def test_a_visitor_without_the_code_can_do_nothing(county: Cast) -> None:
    request = make_request(county, upto="answered")
    for what in ("rate", "not-satisfied", "dialogue", "more", "withdraw", "public"):
        assert "/track/" in act(Client(), request, what, stars="1")["Location"]
    assert RequestDissatisfied not in told(f"matter:{request.matter.number}")


def test_a_sealed_request_does_not_say_where_it_lies(county: Cast, client: Client) -> None:
    request = make_request(county)
    actions.pass_to_inspection(request.matter.number, by=county.operator)
    prove(client, request)
    page = page_of(client, request)
    assert "有权处理的机关" in page
    assert "纪律检查" not in page


def test_a_signed_in_resident_sees_their_own_only(
    county: Cast, client_for: Callable[[str], Client]
) -> None:
    mine = make_request(county)
    other = make_request(county, person=county.person("neighbour").public_id)
    client = client_for("resident")
    page = client.get("/my/").content.decode()
    assert mine.matter.number in page
    assert other.matter.number not in page
    assert client.get(f"/request/{other.matter.number}/").status_code == 302
    assert client.get(f"/request/{mine.matter.number}/").status_code == 200


def test_my_page_asks_a_visitor_to_sign_in(county: Cast, client: Client) -> None:
    assert client.get("/my/")["Location"].startswith("/me/sign-in/")
