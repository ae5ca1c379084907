"""Letters, visits and what an agent files: carried by somebody else, owned by the person (H1)."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunhall.config.command import basics
from sunhall.ground.files import queries as files
from sunhall.ground.files.store import keep_file
from sunhall.ground.files.tests import samples
from sunhall.ground.journal.record import told
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.kit.refusal import NotFound, Refused
from sunhall.ground.outbox.models import Message
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Brought, OnBehalf, Request
from sunhall.matters import queries as matters
from sunhall.people.models import Person
from tests.cast import Cast

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=LOCAL)
TEXT = "村里的水井用了三十年，今年打上来是浑的，老人都不敢喝。"
PLACE = "990101100201"
PAPER, BEHALF = "/workbench/desk/paper/", "/workbench/behalf/"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def scan(name: str = "第一页.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, samples.picture(), "image/jpeg")


def letter(**more: Any) -> dict[str, Any]:
    given = {
        "channel": "letter", "text": TEXT, "place": PLACE, "demand": "help", "name": "石老伯",
        "phone": "13900000021", "written_on": "2026-11-24", "post_number": "XA12345678944",
        "pages": "3", "once": "a1",
    }  # fmt: skip
    return {**given, **more}


# Letters and visits at the desk.


def test_a_letter_is_registered_with_its_scans_and_its_receipt_is_printed(
    desk: Cast, client_for: Any
) -> None:
    client = client_for("operator")
    answer = client.post(PAPER, letter(attached=[scan(), scan("第二页.jpg")]))
    row = Request.objects.get()
    number = row.matter.number
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/requests/{number}/receipt/")
    brought = Brought.objects.get()
    assert (brought.written_on, brought.post_number, brought.pages) == (
        date(2026, 11, 24), "XA12345678944", 3,
    )  # fmt: skip
    assert row.matter.channel == "letter"
    assert Person.objects.get(public_id=row.matter.person).name == "石老伯"
    assert files.files_of(f"matter:{number}").count() == 2
    assert events.RequestBrought in told(f"matter:{number}")
    paper = client.get(answer["Location"]).content.decode()
    assert number in paper
    assert row.matter.query_code in paper
    assert told(f"matter:{number}")[-1] is events.ReceiptPrinted
    case = client.get(f"/workbench/requests/{number}/").content.decode()
    assert "XA12345678944" in case


def test_the_post_number_is_not_told_by_the_journal(desk: Cast, client_for: Any) -> None:
    client_for("operator").post(PAPER, letter())
    story = matters.story_of(Request.objects.get().matter)
    assert "XA12345678944" not in " ".join(line.words for line in story)


def test_a_double_tap_registers_a_letter_once(desk: Cast, client_for: Any) -> None:
    client = client_for("operator")
    places = {client.post(PAPER, letter())["Location"] for _ in range(2)}
    assert len(places) == 1
    assert Request.objects.count() == 1


def test_what_is_too_large_is_refused_with_the_way_out_and_nothing_is_lost(
    desk: Cast, client_for: Any, settings: Any
) -> None:
    settings.UPLOAD_MOST_BYTES = 20_000
    client = client_for("operator")
    large = SimpleUploadedFile("三十兆.pdf", b"%PDF-1.4\n" + b"x" * 40_000, "application/pdf")
    answer = client.post(PAPER, letter(attached=[scan(), large]))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "三十兆.pdf" in page
    assert TEXT in page
    kept = files.files_of("scan:wang").get()
    assert f'name="held" value="{kept.code}"' in page
    again = client.post(PAPER, letter(held=[kept.code]))
    assert again.status_code == 302
    assert files.files_of(f"matter:{Request.objects.get().matter.number}").get().pk == kept.pk


def test_a_sheet_is_taken_off_again_before_it_is_registered(desk: Cast, client_for: Any) -> None:
    client = client_for("operator")
    client.post(PAPER, letter(text="", attached=[scan()]))
    code = files.files_of("scan:wang").get().code
    page = client.post(PAPER, letter(held=[code], remove=code))
    assert page.status_code == 200
    assert not files.files_of("scan:wang").exists()
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"written_on": "2026-12-24"}, "来信日期不能晚于今天"),
        ({"text": "短"}, "至少 4 个字"),
        ({"place": "110101000000"}, "请选择事情发生的地点"),
        ({"pages": "0"}, ""),
        ({"channel": "agent"}, ""),
        ({"phone": "12"}, ""),
    ],
)
def test_a_letter_that_lacks_something_says_so_and_keeps_the_rest(
    desk: Cast, client_for: Any, given: dict[str, str], words: str
) -> None:
    answer = client_for("operator").post(PAPER, letter(**given))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Request.objects.exists()


def test_another_seats_scans_cannot_be_taken(desk: Cast, client_for: Any) -> None:
    client_for("operator").post(PAPER, letter(text="", attached=[scan()]))
    code = files.files_of("scan:wang").get().code
    client_for("manager").post(PAPER, letter(held=[code], once="b2"))
    assert files.files_of("scan:wang").get().code == code


def test_only_who_took_it_in_prints_the_receipt_with_the_code(desk: Cast, client_for: Any) -> None:
    client_for("operator").post(PAPER, letter())
    number = Request.objects.get().matter.number
    assert client_for("manager").get(f"/workbench/requests/{number}/receipt/").status_code == 404


def test_scans_that_nobody_registered_go_after_a_day(
    desk: Cast, client_for: Any, clock: Any
) -> None:
    client_for("operator").post(PAPER, letter(text="", attached=[scan()]))
    clock.move_to(datetime(2026, 12, 2, 12, 0, tzinfo=LOCAL))
    actions.forget_drafts(by=desk.operator)
    assert not files.files_of("scan:wang").exists()


# On behalf.


def behalf(**more: Any) -> dict[str, Any]:
    given = {
        "text": TEXT, "place": PLACE, "name": "石老伯", "phone": "13900000021",
        "proof": "paper", "once": "c3",
    }  # fmt: skip
    return {**given, **more}


def filed(cast: Cast, **more: Any) -> Request:
    proof = keep_file(scan("委托书.jpg"), owner="scan:dai:proof", by=cast.agent).code
    given = {key: value for key, value in behalf().items() if key != "once"}
    return actions.file_on_behalf(
        **{**given, **more}, proofs=[proof], proofs_of="scan:dai:proof", by=cast.agent
    )


def test_an_agent_files_with_the_proof_and_the_person_hears_of_it(
    desk: Cast, client_for: Any, settings: Any
) -> None:
    settings.OUTBOX_CHANNELS = ["inapp", "sms"]
    basics.lay_messages()
    answer = client_for("agent").post(
        f"{BEHALF}new/", behalf(photo=scan("委托书.jpg"), attached=[scan("水井.jpg")])
    )
    row = Request.objects.get()
    number = row.matter.number
    assert answer["Location"] == f"{BEHALF}{number}/"
    assert row.matter.channel == "agent"
    assert OnBehalf.objects.get().agent == "dai"
    assert {one.role for one in row.matter.files.all()} == {"authorisation", "request"}
    assert events.RequestFiledOnBehalf in told(f"matter:{number}")
    drain()
    sms = Message.objects.get(channel="sms")
    assert sms.recipient == "13900000021"
    assert "代办员" in sms.body
    assert row.matter.query_code in sms.body


def test_the_agent_sees_what_they_filed_and_neither_code_nor_answer(
    desk: Cast, client_for: Any
) -> None:
    row = filed(desk)
    number = row.matter.number
    client = client_for("agent")
    page = client.get(f"{BEHALF}{number}/").content.decode()
    assert TEXT in page
    assert row.matter.query_code not in page
    actions.classify_request(number, class_code="010101", by=desk.operator)
    actions.assign_request(number, to="mz-relief", by=desk.operator)
    actions.sign_request(number, by=desk.handler)
    actions.answer_request(number, text="水已送检。", outcome="resolved", by=desk.handler)
    assert "水已送检" not in client.get(f"{BEHALF}{number}/").content.decode()
    OnBehalf.objects.update(shares_answer=True)
    assert "水已送检" in client.get(f"{BEHALF}{number}/").content.decode()
    assert client.get(f"/workbench/requests/{number}/").status_code in (403, 404)


def test_nothing_that_others_filed_is_seen(desk: Cast, client_for: Any) -> None:
    theirs = filed(desk)
    OnBehalf.objects.update(agent="somebody")
    client = client_for("agent")
    assert client.get(f"{BEHALF}{theirs.matter.number}/").status_code == 404
    assert theirs.matter.number not in client.get(BEHALF).content.decode()
    assert queries.behalf_for(desk.operator).count() == 0


def test_rating_and_dissatisfaction_stay_with_the_person(desk: Cast) -> None:
    number = filed(desk).matter.number
    with pytest.raises((Refused, NotFound)):
        actions.rate_request(number, stars=5, channel="web", by=desk.agent)
    with pytest.raises(Refused, match="本人"):
        actions.withdraw_request(number, by=desk.agent)
    actions.classify_request(number, class_code="010101", by=desk.operator)
    actions.assign_request(number, to="mz-relief", by=desk.operator)
    actions.sign_request(number, by=desk.handler)
    actions.answer_request(number, text="水已送检。", outcome="resolved", by=desk.handler)
    with pytest.raises(Refused, match="本人"):
        actions.dissatisfy(number, said_to="portal", by=desk.agent)
    actions.dissatisfy(number, said_to="portal", by=queries.holder_of(number))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"photo": None}, "委托证明"),
        ({"name": ""}, "委托人的姓名"),
        ({"phone": ""}, ""),
        ({"proof": ""}, ""),
        ({"place": "990101101201"}, ""),
        ({"text": ""}, "至少 4 个字"),
    ],
)
def test_without_proof_name_or_phone_nothing_is_filed(
    desk: Cast, client_for: Any, given: dict[str, Any], words: str
) -> None:
    sent = {**behalf(photo=scan()), **given}
    answer = client_for("agent").post(
        f"{BEHALF}new/", {key: value for key, value in sent.items() if value is not None}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Request.objects.exists()


def test_an_agent_files_for_the_villages_they_were_given_and_no_others(desk: Cast) -> None:
    with pytest.raises(Refused) as refused:
        filed(desk, place="990101101201")
    assert refused.value.field == "place"
    with pytest.raises(Refused, match="代办员"):
        actions.file_on_behalf(**_without_once(), by=desk.operator)


def _without_once() -> dict[str, Any]:
    return {key: value for key, value in behalf().items() if key != "once"}


def test_a_proof_once_kept_is_not_asked_for_again(desk: Cast, client_for: Any) -> None:
    client = client_for("agent")
    client.post(f"{BEHALF}new/", behalf(text="", photo=scan("委托书.jpg")))
    code = files.files_of("scan:dai:proof").get().code
    answer = client.post(f"{BEHALF}new/", behalf(held_proof=[code]))
    assert answer.status_code == 302


def test_a_visitor_finds_no_such_door() -> None:
    for address in (PAPER, BEHALF, f"{BEHALF}new/"):
        assert Client().get(address).status_code == 302
