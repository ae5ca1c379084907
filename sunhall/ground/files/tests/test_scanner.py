"""The virus scanner, against a stand-in on the loopback."""

import socket

import pytest

from sunhall.ground.files.checks import public_site_has_a_scanner, scanner_has_an_address
from sunhall.ground.files.scanner import Scan, is_address, light, scan
from sunhall.ground.files.tests.standins import clamd


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"harmless " * 20_000)
    return path


@pytest.fixture
def infected(tmp_path):
    path = tmp_path / "infected"
    path.write_bytes(b"x" * 100_000 + b"EICAR")
    return path


def test_without_a_scanner_a_file_is_plainly_not_scanned(settings, file):
    settings.CLAMAV = ""
    assert scan(file) == Scan("not_scanned")


def test_over_tcp_the_whole_file_arrives_and_is_clean(settings, file):
    with clamd() as (settings.CLAMAV, seen):
        assert scan(file) == Scan("clean")
    assert seen == [file.read_bytes()]


def test_over_a_unix_socket_a_virus_is_found_and_named(settings, infected, tmp_path):
    with clamd(unix=tmp_path / "s") as (settings.CLAMAV, _):
        assert scan(infected) == Scan("infected", "Eicar-Test-Signature")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"INSTREAM size limit exceeded. ERROR", "INSTREAM size limit exceeded. ERROR"),
        (b"", ""),
        (b"stream: strange", "strange"),
    ],
)
def test_any_other_answer_is_not_taken_for_clean_and_says_why(settings, file, answer, why):
    with clamd(answer=lambda body: answer) as (settings.CLAMAV, _):
        assert scan(file) == Scan("not_scanned", why)


def test_a_scanner_that_is_down_leaves_the_file_not_scanned(settings, file):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMAV = f"127.0.0.1:{free.getsockname()[1]}"
        assert scan(file) == Scan("not_scanned")


def test_the_light_tells_a_scanner_that_answers_from_one_that_is_silent_and_from_none(settings):
    with clamd() as (settings.CLAMAV, _):
        assert light() == "ok"
        assert scanner_has_an_address() == []
    assert light() == "silent"
    settings.CLAMAV = ""
    assert light() == "off"


def test_a_public_site_without_a_scanner_is_told(settings):
    settings.CLAMAV = ""
    (found,) = public_site_has_a_scanner()
    assert not found.is_serious()
    assert "未扫描" in found.msg
    settings.CLAMAV = "localhost:3310"
    assert public_site_has_a_scanner() == []


@pytest.mark.parametrize("good", ["unix:/run/clamd.ctl", "localhost:3310", "[::1]:3310"])
def test_addresses(good, settings):
    assert is_address(good)
    settings.CLAMAV = good
    assert not any(found.is_serious() for found in scanner_has_an_address())


@pytest.mark.parametrize("bad", ["localhost", "unix:clamd", ":3310", "host:port"])
def test_an_address_that_cannot_be_meant_stops_the_start(bad, settings):
    settings.CLAMAV = bad
    (error,) = scanner_has_an_address()
    assert error.id == "sunhall.E010"
    assert error.is_serious()
