"""The demonstration county is loaded whole, once, and never among a county's own people."""

import argparse
import socket
from pathlib import Path
from typing import Any

import pytest

from sunhall.config.command import both, seed
from sunhall.config.demo import story
from sunhall.directory import actions as directory
from sunhall.directory import queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.inbox.models import Incoming
from sunhall.ground.journal.worker import drain
from sunhall.ground.kit.refusal import Refused
from sunhall.matters.models import Matter


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """What the loaded county teaches the model stays here: other tests know a county without."""
    settings.VAR = tmp_path


@pytest.mark.django_db
def test_a_load_that_was_interrupted_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(persons: list[str], *, requests: int) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(story, "tell", interrupted)
        with pytest.raises(KeyboardInterrupt):
            seed.ensure_demo(2)
    assert not queries.staff_at_work().exists()
    assert seed.ensure_demo(2)
    loaded = Matter.objects.count()
    assert loaded >= 2
    assert not seed.ensure_demo(2)
    assert Matter.objects.count() == loaded


@pytest.mark.django_db
def test_the_demonstration_never_joins_a_county_at_work() -> None:
    directory.open_organisation("own", "本县单位", "department", by=SYSTEM)
    directory.hire_staff("zhao", "赵某", "own", by=SYSTEM)
    with pytest.raises(Refused, match="空数据库"):
        seed.ensure_demo(2)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("hall.example", "http://hall.example:8000/"),
    ],
)
def test_what_is_printed_is_an_address_that_takes_security_keys(host: str, shown: str) -> None:
    assert both.address_of(host, 8000) == shown


@pytest.mark.django_db
def test_a_taken_port_is_refused_before_anything_is_loaded(settings: Any) -> None:
    settings.DEMO = True
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"端口 {port}"):
            both.run(argparse.Namespace(host="127.0.0.1", port=port))
    assert not queries.staff_at_work().exists()


@pytest.mark.django_db
def test_what_comes_in_for_the_demonstration_becomes_what_it_is_meant_to() -> None:
    seed.ensure_demo(2)
    drain()
    states: dict[str, list[str]] = {}
    for channel, state in Incoming.objects.order_by("pk").values_list("channel", "state"):
        states.setdefault(channel, []).append(state)
    assert states == {
        "email": ["taken", "taken", "taken", "held", "refused"],
        "sms": ["taken", "taken", "taken", "held"],
        "wechat": ["taken"],
    }
    by_items = Matter.objects.filter(intake_key__startswith="incoming:")
    assert sorted(by_items.values_list("channel", flat=True)) == [
        "mailbox", "mailbox", "sms", "sms", "wechat",
    ]  # fmt: skip
