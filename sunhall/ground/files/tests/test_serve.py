"""Streaming: ranges, headers, what is shown and what is only saved; links that expire."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as rigour
from hypothesis import strategies as st

from sunhall.ground.access.actor import VISITOR, Actor
from sunhall.ground.files import store
from sunhall.ground.files.events import FileKept, FileOpened
from sunhall.ground.files.links import opened_token, signed_token
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.serve import stream, thumbnail
from sunhall.ground.files.tests import samples
from sunhall.ground.files.tests.samples import upload
from sunhall.ground.journal.record import told
from sunhall.ground.kit.refusal import NotFound

CLERK = Actor(code="staff:zhao", name="赵")
LEADER = Actor(code="staff:sun", name="孙")
NOON = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def kept(content, name="现场.mp4", private=True):
    return store.keep_file(upload(content, name), owner="matter:R1", by=CLERK, private=private)


@pytest.fixture
def film():
    return kept(samples.film())


def asked(stored, method="get", by=CLERK, as_download=False, **headers):
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return stream(request, stored, by=by, as_download=as_download)


def body(response):
    return b"".join(response.streaming_content)


def whole(stored):
    return body(asked(stored))


def test_a_whole_file_is_streamed_and_its_opening_told(film):
    response = asked(film)
    assert response.status_code == 200
    assert len(body(response)) == film.size == int(response["Content-Length"])
    assert response["Content-Type"] == "video/mp4"
    assert told(f"file:{film.code}") == [FileKept, FileOpened]


def test_a_private_file_is_stored_by_no_cache_and_runs_in_a_sandbox(film):
    response = asked(film)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_public_file_may_be_cached():
    assert "public" in asked(kept(samples.pdf(), private=False))["Cache-Control"]


@pytest.mark.parametrize(
    ("content", "as_download", "disposition"),
    [
        (samples.film(), False, "inline"),
        (samples.picture(), False, "inline"),
        (samples.picture(), True, "attachment"),
        (samples.pdf(), False, "inline"),
        (samples.pdf(b"/JavaScript"), False, "attachment"),
        (samples.office(), False, "attachment"),
        (samples.GOOD["ofd"], False, "attachment"),
    ],
)
def test_only_quiet_kinds_open_in_the_browser(content, as_download, disposition):
    response = asked(kept(content), as_download=as_download)
    assert response["Content-Disposition"].startswith(f"{disposition};")


def test_a_chinese_name_is_written_so_that_every_browser_reads_it(film):
    assert "filename*=utf-8''%E7%8E%B0%E5%9C%BA.mp4" in asked(film)["Content-Disposition"]


@pytest.mark.parametrize(
    ("range_", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=5-", 5, None),
        ("bytes=-7", -7, None),
        ("bytes=3-99999", 3, None),
    ],
)
def test_one_range_is_answered_with_that_part(film, range_, start, end):
    response = asked(film, range=range_)
    assert response.status_code == 206
    part = whole(film)[start:end]
    assert body(response) == part
    assert int(response["Content-Length"]) == len(part)
    first = start if start >= 0 else film.size + start
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{film.size}"


@pytest.mark.parametrize("range_", ["bytes=99999-", "bytes=9-3", "bytes=-0"])
def test_a_range_that_is_not_there_is_refused(film, range_):
    response = asked(film, range=range_)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{film.size}"


@pytest.mark.parametrize(
    "range_",
    ["bytes=-", "bytes=0-1,3-4", "pages=1-2", "bytes=a-b", f"bytes={'9' * 5000}-", "bytes=٣-"],
)
def test_a_range_that_cannot_be_read_gives_the_whole(film, range_):
    response = asked(film, range=range_)
    assert response.status_code == 200
    assert len(body(response)) == film.size


def test_a_range_of_another_version_gives_the_whole(film):
    etag = asked(film)["ETag"]
    assert asked(film, range="bytes=0-3", if_range=etag).status_code == 206
    assert asked(film, range="bytes=0-3", if_range='"older"').status_code == 200


@given(st.text("bytes=-0123456789, ", max_size=20))
@rigour(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_range_gives_more_or_less_than_it_says(film, range_):
    response = asked(film, range=range_)
    if response.status_code != 416:
        assert len(body(response)) == int(response["Content-Length"])


def test_a_player_that_asks_for_many_ranges_has_opened_the_film_once(film):
    asked(film, range="bytes=0-9")
    asked(film, range="bytes=10-19")
    asked(film, range="bytes=20-")
    assert told(f"file:{film.code}") == [FileKept, FileOpened]


def test_asking_only_for_the_headers_opens_nothing(film):
    response = asked(film, method="head")
    assert body(response) == b""
    assert int(response["Content-Length"]) == film.size
    assert told(f"file:{film.code}") == [FileKept]


@pytest.mark.parametrize("change", [{"scan": "infected", "scanned_at": NOON}, {"removed_at": NOON}])
def test_infected_and_removed_files_are_never_served(change):
    stored = kept(samples.picture())
    StoredFile.objects.update(**change)
    stored.refresh_from_db()
    with pytest.raises(NotFound):
        asked(stored)
    with pytest.raises(NotFound):
        thumbnail(RequestFactory().get("/"), stored)


def test_the_small_picture_of_a_list_is_no_opening():
    stored = kept(samples.picture())
    response = thumbnail(RequestFactory().get("/"), stored)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert told(f"file:{stored.code}") == [FileKept]


def test_a_film_has_no_small_picture(film):
    assert not film.has_thumbnail
    with pytest.raises(NotFound):
        thumbnail(RequestFactory().get("/"), film)


def test_a_link_opens_one_file_for_one_actor_for_a_while(film):
    with time_machine.travel(NOON, tick=False) as clock:
        token = signed_token(film, for_actor=CLERK)
        assert opened_token(token, by=CLERK) == film
        with pytest.raises(NotFound):
            opened_token(token, by=LEADER)
        with pytest.raises(NotFound):
            opened_token(token, by=VISITOR)
        clock.shift(timedelta(minutes=10))
        with pytest.raises(NotFound):
            opened_token(token, by=CLERK)


def test_an_altered_or_foreign_token_finds_nothing(film):
    token = signed_token(film, for_actor=CLERK)
    for wrong in (token[:-1] + ("A" if token[-1] != "A" else "B"), "", "x", "a:b:c"):
        with pytest.raises(NotFound):
            opened_token(wrong, by=CLERK)
    other = signing.dumps([film.code, CLERK.code, 2**40], salt="another")
    with pytest.raises(NotFound):
        opened_token(other, by=CLERK)


def test_the_link_of_a_removed_file_finds_nothing(film):
    token = signed_token(film, for_actor=CLERK)
    store.remove_file(film.code, reason="x", by=CLERK)
    with pytest.raises(NotFound):
        opened_token(token, by=CLERK)


def test_leaving_out_the_first_byte_hides_no_opening(film):
    asked(film, range="bytes=1-")
    assert told(f"file:{film.code}") == [FileKept, FileOpened]


def test_another_person_or_another_day_is_another_opening(film):
    with time_machine.travel(NOON, tick=False) as clock:
        asked(film, range="bytes=1-")
        asked(film, range="bytes=1-", by=LEADER)
        clock.shift(timedelta(days=1))
        asked(film, range="bytes=1-")
    assert told(f"file:{film.code}") == [FileKept, FileOpened, FileOpened, FileOpened]
