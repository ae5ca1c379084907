"""我的消息: a resident sees what they were told, and nobody else's (K7)."""

from collections.abc import Callable

import pytest
from django.test import Client

from sunhall.ground.outbox.models import Message
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.workbench.tests.test_views_messages import tell
from tests.cast import Cast

ClientFor = Callable[[str], Client]
HERE = "/my/messages/"


@pytest.fixture
def number(cast: Cast) -> str:
    lay_desk(cast)
    return make_request(cast).matter.number


def text(client: Client, path: str = HERE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_resident_sees_their_messages_and_the_way_to_the_request(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    tell(cast.resident.code, number)
    page = text(client_for("resident"))
    assert f"{number} 待签收" in page
    assert "查看这件诉求" in page
    assert number not in text(client_for("neighbour"))


def test_the_page_of_ones_own_says_how_many_are_unread(
    cast: Cast, number: str, client_for: ClientFor
) -> None:
    tell(cast.resident.code, number, times=2)
    client = client_for("resident")
    assert "条未读" in text(client, "/my/")
    client.post(f"{HERE}read/")
    assert "条未读" not in text(client, "/my/")
    assert not Message.objects.filter(about=f"matter:{number}", read_at=None).exists()


def test_pages_follow_by_key(cast: Cast, number: str, client_for: ClientFor) -> None:
    tell(cast.resident.code, number, times=31)
    client = client_for("resident")
    (after,) = [part for part in text(client).split('"') if part.startswith(f"{HERE}?before=")]
    assert text(client, after).count('class="inset"') == 1


def test_strangers_are_led_to_sign_in(db: None) -> None:
    assert Client().get(HERE).status_code == 302
