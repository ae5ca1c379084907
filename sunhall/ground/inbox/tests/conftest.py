"""The mail server is started once for all tests that read from it."""

from collections.abc import Iterator

import pytest

from sunhall.ground.inbox.tests.dovecot import Dovecot, mail_server


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with mail_server() as server:
        yield server


@pytest.fixture
def post_office(dovecot: Dovecot) -> Dovecot:
    """The server with empty boxes."""
    dovecot.empty()
    return dovecot
