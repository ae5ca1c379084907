"""消息: each sees their own, the bell counts them, opening one marks it read (K7)."""

from collections.abc import Callable

import pytest
from django.test import Client

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.outbox.models import Message
from sunhall.ground.outbox.post import post_message, put_template
from sunhall.hotline.tests.makers import lay_desk, make_request
from tests.cast import Cast

ClientFor = Callable[[str], Client]
HERE = "/workbench/messages/"


@pytest.fixture
def number(cast: Cast) -> str:
    lay_desk(cast)
    return make_request(cast, upto="assigned").matter.number


def tell(to: str, number: str, *, times: int = 1) -> list[Message]:
    put_template("probe", channel="inapp", subject="新的交办", body="{number} 待签收", by=SYSTEM)
    told = [
        post_message(
            "probe",
            to=to,
            channel="inapp",
            key=f"{to}:{number}:{index}",
            about=f"matter:{number}",
            by=SYSTEM,
            number=number,
        )
        for index in range(times)
    ]
    return [message for message in told if message]


def text(client: Client, path: str = HERE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_sees_their_own_messages_only(cast: Cast, number: str, client_for: ClientFor) -> None:
    tell(cast.handler.code, number)
    assert f"{number} 待签收" in text(client_for("handler"))
    assert f"{number} 待签收" not in text(client_for("other_handler"))


def test_the_bell_counts_what_is_unread_on_every_page(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    client = client_for("handler")
    assert "条未读" not in text(client, "/workbench/")
    tell(cast.handler.code, number, times=2)
    assert '<span class="pill pill-danger">2<' in text(client, "/workbench/")


def test_opening_a_message_marks_it_read_and_leads_to_the_matter(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    (message,) = tell(cast.handler.code, number)
    answer = client_for("handler").post(f"{HERE}{message.code}/")
    assert answer.headers["Location"].endswith(f"{number}/")
    message.refresh_from_db()
    assert message.read_at is not None


def test_nobody_opens_the_message_of_another(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    (message,) = tell(cast.handler.code, number)
    assert client_for("other_handler").post(f"{HERE}{message.code}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_a_matter_that_one_may_no_longer_see_is_no_link(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    (message,) = tell(cast.outsider.code, number)
    client = client_for("outsider")
    assert "标为已读" in text(client)
    assert "查看事项" not in text(client)
    assert client.post(f"{HERE}{message.code}/").headers["Location"] == HERE


def test_all_are_marked_read_at_once(cast: Cast, number: str, client_for: ClientFor) -> None:
    tell(cast.handler.code, number, times=3)
    client = client_for("handler")
    client.post(f"{HERE}read/")
    assert not Message.objects.filter(about=f"matter:{number}", read_at=None).exists()
    assert "全部已读" in text(client)


def test_looking_marks_nothing_and_pages_follow_by_key(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    tell(cast.handler.code, number, times=33)
    client = client_for("handler")
    page = text(client)
    assert "33 条未读" in page
    (after,) = [part for part in page.split('"') if part.startswith(f"{HERE}?before=")]
    assert text(client, after).count("<article") == 3
    assert client.get(f"{HERE}?before=x~1").status_code == 200
    assert not Message.objects.exclude(read_at=None).exists()


def test_an_empty_inbox_says_what_will_come(cast: Cast, client_for: ClientFor) -> None:
    assert "还没有消息。" in text(client_for("handler"))


def test_strangers_are_asked_to_sign_in(db: None) -> None:
    assert Client().get(HERE).status_code == 302
