"""The private PostgreSQL of the tests outlives nobody: not even an owner that was killed."""

import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
# A shell starts what runs in the background with SIGINT ignored; here it is to end the owner.
OWNER = """
import signal, sys
from tools import postgres
signal.signal(signal.SIGINT, signal.default_int_handler)
with postgres.server() as url:
    print(url, flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(
    postgres.binaries() is None, reason="PostgreSQL is not installed on this machine"
)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_the_server_goes_when_its_owner_is_killed(how: signal.Signals) -> None:
    command = [sys.executable, "-c", OWNER]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        folder = Path(url.partition("host=")[2])
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        owner.send_signal(how)
        assert owner.stdout.read() == "", "the guard, who holds this pipe too, has ended"
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_server_goes_when_the_block_ends() -> None:
    with postgres.server() as url:
        folder = Path(url.partition("host=")[2])
        assert folder.exists()
    assert not folder.exists()
