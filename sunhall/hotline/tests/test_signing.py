"""Minutes are signed for one text; another text lets signatures fall (H6; 000#1)."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageDraw

from sunhall.ground.files import receive
from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import Refused
from sunhall.ground.papers import fonts
from sunhall.ground.papers import queries as papers
from sunhall.hotline import actions, events, queries
from sunhall.hotline.models import Signature
from sunhall.hotline.tests.makers import make_request
from tests.cast import Cast

MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def picture() -> bytes:
    """A name as somebody would write it on a pad."""
    drawn = Image.new("RGB", (450, 150), "white")
    ImageDraw.Draw(drawn).line([(20, 100), (120, 30), (220, 110), (400, 40)], fill="black", width=5)
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def upload(name: str = "signature.png", data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or picture())


def talked(cast: Cast) -> tuple[str, Any]:
    request = make_request(cast, upto="talked")
    return str(request.matter.number), request.matter.dialogues.get()


def sign(cast: Cast, number: str, dialogue: Any, **changes: Any) -> Signature:
    given = {
        "signer": "person",
        "name": "李秀兰",
        "seal": queries.seal_of_minutes(dialogue),
        "file": receive.receive(upload()),
        "by": cast.handler,
    }
    return actions.sign_minutes(number, dialogue.pk, **{**given, **changes})


def test_a_signature_is_bound_to_the_text_that_was_shown(desk: Cast) -> None:
    number, dialogue = talked(desk)
    with pytest.raises(Refused, match="给签字人看过再签"):
        sign(desk, number, dialogue, seal="0" * 64)
    sign(desk, number, dialogue)
    with pytest.raises(Refused, match="诉求人已经签过"):
        sign(desk, number, dialogue)
    sign(desk, number, dialogue, signer="other", name="村干部")
    sign(desk, number, dialogue, signer="other", name="村干部乙")
    assert [one.stands for one in queries.signatures_of(dialogue)] == [True, True, True]
    assert told(f"matter:{number}")[-1] is events.MinutesSigned


def test_a_changed_text_lets_signatures_fall_and_says_so(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number, dialogue = talked(desk)
    sign(desk, number, dialogue)
    changed = {"minutes": "现场查看后确认线路老化，两天后更换。", "by": desk.handler}
    with pytest.raises(Refused, match="为什么更正"):
        actions.correct_minutes(number, dialogue.pk, reason=" ", **changed)
    with pytest.raises(Refused, match="没有改动"):
        actions.correct_minutes(
            number, dialogue.pk, minutes=dialogue.minutes, reason="看看", by=desk.handler
        )
    actions.correct_minutes(number, dialogue.pk, reason="日期写错", **changed)
    dialogue.refresh_from_db()
    assert [one.stands for one in queries.signatures_of(dialogue)] == [False]
    page = client_for("handler").get(f"/workbench/requests/{number}/dialogue/{dialogue.pk}/record/")
    assert "此签字失效" in page.content.decode()
    sign(desk, number, dialogue)
    assert [one.stands for one in queries.signatures_of(dialogue)] == [True, False]


def test_a_text_changed_behind_our_back_is_seen_too(desk: Cast) -> None:
    number, dialogue = talked(desk)
    sign(desk, number, dialogue)
    dialogue.minutes += "另赔偿一万元。"
    assert [one.stands for one in queries.signatures_of(dialogue)] == [False]


def test_who_does_not_sign_is_noted_with_a_witness(desk: Cast) -> None:
    number, dialogue = talked(desk)
    given = {
        "signer": "person",
        "name": "李秀兰",
        "seal": queries.seal_of_minutes(dialogue),
        "by": desk.handler,
    }
    for witness in ("", "李秀兰", desk.handler.name):
        with pytest.raises(Refused) as refused:
            actions.refuse_signature(number, dialogue.pk, **given, witness=witness)
        assert refused.value.field == "witness"
    with pytest.raises(Refused, match="主持人应当签字"):
        actions.refuse_signature(number, dialogue.pk, **{**given, "signer": "host"}, witness="孙村")
    actions.refuse_signature(number, dialogue.pk, **given, witness="孙村长", words="还要想想")
    row = Signature.objects.get()
    assert (row.is_refused, row.file, row.witness) == (True, "", "孙村长")
    with pytest.raises(Refused, match="记为拒签"):
        sign(desk, number, dialogue)


def test_only_host_and_holder_sign_and_only_until_it_is_closed(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number, dialogue = talked(desk)
    with pytest.raises(Refused, match="只有主持人和承办岗位"):
        sign(desk, number, dialogue, by=desk.operator)
    path = f"/workbench/requests/{number}/dialogue/{dialogue.pk}/"
    assert client_for("outsider").get(f"{path}record/").status_code == 404
    assert "生成约谈记录" not in client_for("operator").get(f"{path}record/").content.decode()
    actions.revisit_request(number, way="phone", reached=True, satisfied=True, by=desk.revisitor)
    actions.close_request(number, by=desk.revisitor)
    with pytest.raises(Refused, match="已经办结归档"):
        sign(desk, number, dialogue)


def test_the_form_takes_a_picture_and_nothing_else(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    number, dialogue = talked(desk)
    client = client_for("handler")
    path = f"/workbench/requests/{number}/dialogue/{dialogue.pk}/sign/"
    page = client.get(path).content.decode()
    assert "data-pad" in page
    assert dialogue.minutes in page
    seal = queries.seal_of_minutes(dialogue)
    given = {"signer": "person", "name": "李秀兰", "seal": seal, "means": "pad"}
    assert client.post(path, given).status_code == 422
    wrong = {**given, "file": upload("a.txt", b"only words")}
    answer = client.post(path, wrong)
    assert answer.status_code == 422
    assert 'value="李秀兰"' in answer.content.decode()
    paper = {**given, "file": upload("a.pdf", b"%PDF-1.4\n%%EOF\n")}
    assert client.post(path, paper).status_code == 422
    assert client.post(path, {**given, "file": upload()}).status_code == 302
    row = Signature.objects.get()
    assert row.means == "pad"
    shown = client.get(f"/workbench/requests/{number}/dialogue/{dialogue.pk}/signature/{row.file}/")
    assert shown["Content-Type"] == "image/png"
    printed = client.get(f"/workbench/requests/{number}/dialogue/{dialogue.pk}/minutes/")
    assert f"signature/{row.file}/" in printed.content.decode()


def test_the_paper_shows_the_signatures_and_is_void_once_the_text_changes(
    desk: Cast, client_for: Callable[[str], Client]
) -> None:
    if not fonts.may_print():
        pytest.skip("no Chinese font on this machine, so no paper can be set")
    number, dialogue = talked(desk)
    sign(desk, number, dialogue)
    client = client_for("handler")
    path = f"/workbench/requests/{number}/dialogue/{dialogue.pk}/"
    assert client.post(f"{path}print/").status_code == 302
    paper = papers.paper_of(f"dialogue:{dialogue.pk}")
    assert paper is not None
    body = b"".join(client.get(f"{path}paper.pdf").streaming_content)
    assert body.startswith(b"%PDF")
    assert b"/Image" in body
    assert told(f"matter:{number}")[-1] is events.MinutesPrinted
    actions.correct_minutes(
        number, dialogue.pk, minutes="改了内容的纪要，约定三天。", reason="写错", by=desk.handler
    )
    assert client.get(f"{path}paper.pdf").status_code == 404
    paper.refresh_from_db()
    assert paper.withdrawn_at is not None
