"""What must be true of every matter after every step (K1–K4), read straight from the rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection

from sunhall.ground.journal.models import Delivery, Entry
from sunhall.hotline import queries as hotline
from sunhall.hotline.models import Booking, Dialogue, JointReview, Publication, Request
from sunhall.hotline.rules import MOVES
from sunhall.matters.models import Answer, Assignment, Deadline, Matter, Note, Pause, Rating
from sunhall.matters.rules import ENDED, OPEN
from tests.torture.ledger import Ledger

# Everything a step could leave behind; a refused step must leave none of it.
LEAVES_TRACES = (
    Assignment,
    Deadline,
    Pause,
    Answer,
    Note,
    Rating,
    Dialogue,
    Booking,
    JointReview,
    Publication,
    Delivery,
    Entry,
)

_TABLES = [model._meta.db_table for model in LEAVES_TRACES]
_COUNTS = "SELECT " + ", ".join(f"(SELECT count(*) FROM {t})" for t in _TABLES)  # noqa: S608


def snapshot() -> tuple[Any, ...]:
    """All that a refused step must not change."""
    matters = tuple(Matter.objects.order_by("pk").values_list())
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        return matters, cursor.fetchone()


def check(ledger: Ledger) -> None:
    """Raise AssertionError naming the matter for which a promise does not hold."""
    ledger.read_on()
    owners, clocks, pauses, owed = _hangs_on()
    found = {matter.number: matter for matter in Matter.objects.all()}
    assert set(found) == set(ledger.accounts), "the journal and the rows know different matters"
    for matter in found.values():
        _is_owned_and_clocked(matter, owners[matter.pk], clocks[matter.pk], pauses[matter.pk])
        _is_told(matter, ledger, owed[matter.pk])
    for published in hotline.published_requests():
        _was_read(published, found[published.matter.number])


def _was_read(request: Request, matter: Matter) -> None:
    """What everyone may read was agreed to, and somebody else has read just that (条例 17)."""
    read = Publication.objects.get(matter=matter)
    assert matter.is_public, matter.number
    assert not matter.is_sealed, matter.number
    assert (read.decision, read.of_answer_id) == ("public", matter.last_answer_id), matter.number
    assert read.of_text == request.public_text, matter.number
    assert read.by != request.answered_by, matter.number


Rows = dict[int, list[Any]]


def _hangs_on() -> tuple[Rows, Rows, Rows, Rows]:
    return (
        _by_matter(Assignment.objects.filter(to_at=None).values_list("matter_id", "post")),
        _by_matter(
            Deadline.objects.filter(met_at=None, ended_at=None).values_list("matter_id", "due_at")
        ),
        _by_matter(Pause.objects.filter(to_at=None).values_list("matter_id", "from_at")),
        _by_matter(Dialogue.objects.filter(held_at=None).values_list("matter_id", "pk")),
    )


def _by_matter(rows: Iterable[tuple[int, Any]]) -> Rows:
    grouped: Rows = defaultdict(list)
    for matter, value in rows:
        grouped[matter].append(value)
    return grouped


def _is_owned_and_clocked(
    matter: Matter, owners: list[Any], clocks: list[Any], pauses: list[Any]
) -> None:
    number = matter.number
    assert matter.phase == MOVES.phase(matter.stage), f"{number}: stage and phase disagree"
    if matter.phase in OPEN:
        assert owners == [matter.owner], f"{number}: owned by {owners}, not {matter.owner}"
        assert clocks, f"{number}: open without a clock"
        assert pauses == ([matter.paused_at] if matter.paused_at else []), f"{number}: pause"
        assert matter.paused_at is None or matter.stage == "handling", f"{number}: paused for ever"
        due = None if matter.paused_at else min(at for at in clocks if at is not None)
        assert matter.due_at == due, f"{number}: due {matter.due_at}, clocks say {due}"
        assert matter.closed_at is None, f"{number}: open and closed"
    else:
        assert matter.phase in ENDED, number
        assert matter.last_answer_id, f"{number}: ended without an answer"
        assert matter.closed_at, f"{number}: ended at no time"
        assert not owners, f"{number}: ended with an owner"
        assert not clocks, f"{number}: ended with a running clock"
        assert not pauses, f"{number}: ended in a pause"
        assert not matter.offered_to, f"{number}: ended and offered"


def _is_told(matter: Matter, ledger: Ledger, owed: list[Any]) -> None:
    told, number = ledger.accounts[matter.number], matter.number
    assert matter.owner == told.owner, f"{number}: owner {matter.owner}, told {told.owner}"
    assert matter.stage == told.stage, f"{number}: stage {matter.stage}, told {told.stage}"
    assert matter.returns == told.returns, f"{number}: returns"
    assert (matter.paused_at is not None) == told.paused, f"{number}: pause not told"
    assert bool(matter.last_answer_id) == bool(told.answers), f"{number}: answer not told"
    assert (matter.reviews.filter(decided_at=None).count() == 1) == (matter.stage == "joint"), (
        number
    )
    assert len(owed) == (matter.stage == "dialogue"), f"{number}: dialogues owed {len(owed)}"
