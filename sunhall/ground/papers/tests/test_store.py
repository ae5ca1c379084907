"""Papers kept: one file, one code, the hash in the journal, void when withdrawn."""

import hashlib
from datetime import date

import pytest

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.files import disk
from sunhall.ground.journal.record import story, told
from sunhall.ground.papers import events, fonts, queries, store
from sunhall.ground.papers.printing import REPORT, report
from sunhall.ground.papers.words import Check, Report, Text

pytestmark = pytest.mark.skipif(not fonts.may_print(), reason="no Chinese font on this machine")


def printed(check: Check) -> bytes:
    return report(Report(title="专报", body=[Text("一切如常。")], check=check))


def kept() -> object:
    return store.keep_paper(
        printed, owner="note:1", number="青热〔2026〕1号", office="热线中心",
        on=date(2026, 11, 23), layout=REPORT, by=SYSTEM,
    )  # fmt: skip


@pytest.mark.django_db
def test_a_paper_is_found_by_its_code_and_its_hash_is_that_of_its_bytes() -> None:
    paper = kept()
    assert queries.paper_by_code(f"{paper.code[:4]}-{paper.code[4:]}") == paper
    assert queries.paper_by_code("") is None
    stored = queries.file_of("note:1")
    body = disk.place_of(stored.sha256, stored.code).read_bytes()
    made = story(f"paper:{paper.code}")[0].event
    assert hashlib.sha256(body).hexdigest() == paper.sha256 == made.sha256
    assert body == printed(store.check_of(paper.code)) or stored.received_sha256


@pytest.mark.django_db
def test_a_withdrawn_paper_stays_and_is_void() -> None:
    paper = kept()
    store.withdraw_paper("note:1", reason="编号有误", by=SYSTEM)
    paper.refresh_from_db()
    assert paper.withdrawn_at is not None
    assert told(f"paper:{paper.code}") == [events.PaperMade, events.PaperWithdrawn]
    assert queries.file_of("note:1").code == paper.file


def test_whoever_checks_a_code_reads_number_office_and_hash_and_no_more(
    db: None, client: object
) -> None:
    paper = kept()
    body = client.get(f"/papers/{paper.code}/").content.decode()
    assert paper.sha256 in body
    assert "青热〔2026〕1号" in body
    assert "有效" in body
    store.withdraw_paper("note:1", reason="编号有误", by=SYSTEM)
    body = client.get(f"/papers/{paper.code}/").content.decode()
    assert "已作废" in body
    assert "编号有误" not in body
    assert client.get("/papers/000000000000/").status_code == 404
