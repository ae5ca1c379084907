"""审计日志 through the door: searched, exported, and nothing private (K4)."""

import csv
import re
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.test import Client

from sunhall.ground.journal import jobs
from sunhall.ground.journal.models import Entry, EntrySecret
from sunhall.ground.journal.record import wired
from sunhall.ground.kit.now import LOCAL
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters import actions as matters
from sunhall.workbench.views.audit import DOMAINS
from tests.cast import STAFF, Cast

ClientFor = Callable[[str], Client]
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=LOCAL)
WORDS = "她说丈夫住院，请不要再打电话"
PAGES = ("/workbench/audit/", "/workbench/audit/roots/", "/workbench/audit/export.csv")


@pytest.fixture
def told(cast: Cast) -> str:
    with time_machine.travel(NOW, tick=False):
        lay_desk(cast)
        number = make_request(cast, upto="handling").matter.number
        matters.record_contact(number, way="phone", result="reached", words=WORDS, by=cast.handler)
    return number


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def test_only_the_auditor_comes_in(told: str, client_for: ClientFor) -> None:
    for who in STAFF:
        client = client_for(who)
        for path in PAGES:
            wanted = 200 if who == "audit_admin" else 403
            assert client.get(path).status_code == wanted, (who, path)
    assert Client().get(PAGES[0]).status_code == 302


def test_a_number_alone_finds_the_whole_story_of_a_matter(told: str, client_for: ClientFor) -> None:
    page = text(client_for("audit_admin"), f"/workbench/audit/?stream={told.lower()}")
    assert "社会救助岗 签收，承办人 赵承办" in page
    assert "联系诉求人：" in page
    assert "staff:zhao" in page


def test_the_filter_asks_in_sentences_grouped_by_whose_facts_they_are(
    told: str, client_for: ClientFor
) -> None:
    page = text(client_for("audit_admin"), "/workbench/audit/?kind=matters.MatterSigned")
    offered = page.partition('name="kind"')[2].partition("</select>")[0]
    groups = re.findall(r'<optgroup label="([^"]+)"', offered)
    shown = re.findall(r"<option[^>]*>([^<]+)</option>", offered)
    assert groups == [str(words) for words in DOMAINS.values()]
    assert '<option value="matters.MatterSigned" selected>… 签收，承办人 …</option>' in offered
    assert len(shown) == len(wired()) + 1
    assert not any(re.search(r"[{}]|[A-Za-z]+\.[A-Z]", words) for words in shown)


def test_an_account_alone_finds_what_a_person_did(told: str, client_for: ClientFor) -> None:
    path = "/workbench/audit/?actor=zhao&kind=matters.MatterSigned"
    page = text(client_for("audit_admin"), path)
    assert page.count("签收，承办人 赵承办") == 1
    assert "收到诉求" not in page


def test_neither_page_nor_export_shows_what_was_said(
    cast: Cast, told: str, client_for: ClientFor
) -> None:
    client = client_for("audit_admin")
    for path in (f"/workbench/audit/?stream={told}", "/workbench/audit/export.csv"):
        body = text(client, path)
        assert WORDS not in body
        assert cast.person().name not in body
        assert cast.person().phone not in body


def test_the_export_has_every_entry_with_its_hash(told: str, client_for: ClientFor) -> None:
    body = text(client_for("audit_admin"), f"/workbench/audit/export.csv?stream={told}")
    rows = list(csv.DictReader(body.removeprefix("\ufeff").splitlines()))
    entries = Entry.objects.filter(stream=f"matter:{told}").order_by("-pk")
    assert [row["摘要"] for row in rows] == [entry.hash for entry in entries]


def test_the_page_says_whether_the_journal_was_proved(told: str, client_for: ClientFor) -> None:
    client = client_for("audit_admin")
    assert "还没有核验过" in text(client, "/workbench/audit/")
    jobs.make_roots()
    jobs.verify_journal()
    assert "最近一次核验：全部相符" in text(client, "/workbench/audit/")
    assert "sha256" in text(client, "/workbench/audit/roots/")


def test_what_the_proof_found_is_told_in_the_language_of_the_page(
    told: str, client_for: ClientFor
) -> None:
    EntrySecret.objects.filter(entry__stream=f"matter:{told}", field="text").update(value='"别的"')
    jobs.verify_journal()
    client = client_for("audit_admin")
    assert "个人信息「text」与承诺值不符" in text(client, "/workbench/audit/")
    client.cookies["language"] = "en"
    assert "The private fact “text” does not match its commitment" in text(
        client, "/workbench/audit/"
    )


def test_wrong_days_are_explained(told: str, client_for: ClientFor) -> None:
    answer = client_for("audit_admin").get("/workbench/audit/?first=yesterday")
    assert answer.status_code == 422


def test_a_page_of_the_audit_costs_the_same_however_long(
    told: str, client_for: ClientFor, django_assert_max_num_queries: object
) -> None:
    client = client_for("audit_admin")
    client.get("/workbench/audit/")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/workbench/audit/")
