"""Other systems search and read the knowledge base with a key, and change nothing (H12)."""

import pytest

from sunhall.directory import actions as directory
from sunhall.ground.access.actor import SYSTEM
from sunhall.knowledge.tests.makers import make_article

pytestmark = pytest.mark.django_db


def bearer(code):
    return {"Authorization": f"Bearer {directory.issue_api_key(code, '知识库', by=SYSTEM)}"}


def test_a_key_searches_and_reads(cast, client):
    number = make_article(cast).number
    inner = make_article(cast, title="救助内部口径", is_public=False).number
    headers = bearer("wang")
    found = client.get("/api/v1/articles?q=lsjz", headers=headers).json()
    assert found[0]["number"] == number
    assert found[0]["owner"] == "民政局"
    one = client.get(f"/api/v1/articles/{inner}", headers=headers).json()
    assert (one["is_public"], one["mark"]) == (False, f"{inner}@1")
    assert set(one) == {
        "number", "mark", "title", "question", "answer", "basis", "organisation", "owner",
        "valid_from", "valid_until", "updated_on", "is_public", "is_expired",
    }  # fmt: skip


@pytest.mark.parametrize("asked", ["", "?q=", "?q=a&limit=0", "?q=a&limit=51", "?q=%00"])
def test_bad_questions_are_named(cast, client, asked):
    answer = client.get(f"/api/v1/articles{asked}", headers=bearer("wang"))
    assert answer.status_code in (400, 422)


def test_without_a_key_or_its_scope_there_is_nothing(cast, client):
    number = make_article(cast).number
    draft = make_article(cast, upto="draft").number
    assert client.get("/api/v1/articles?q=救助").status_code == 401
    for at in ("/api/v1/articles?q=救助", f"/api/v1/articles/{number}"):
        assert client.get(at, headers=bearer("chen")).status_code == 403
    assert client.get(f"/api/v1/articles/{draft}", headers=bearer("wang")).status_code == 404
    assert client.get(f"/api/v1/articles/{draft}", headers=bearer("zhao")).status_code == 404
    assert client.post(f"/api/v1/articles/{number}", headers=bearer("wang")).status_code == 405
