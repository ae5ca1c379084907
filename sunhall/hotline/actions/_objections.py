"""What every decision on an objection writes 派单异议. Private to this room."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import require
from sunhall.ground.kit.verdict import no
from sunhall.hotline import events
from sunhall.hotline.models import Objection


def settle(objection: Objection, *, upheld: bool, to: str, words: str, by: Actor) -> None:
    """Write down what was decided; nobody decides on an objection of his own."""
    if objection.made_by == by.code:
        require(no("派单异议不能由提出人自己裁定", article="潍坊 12345 条例 22"))
    objection.upheld, objection.to, objection.words = upheld, to, words.strip()
    objection.decided_by, objection.decided_at = by.code, now()
    objection.save()
    record(
        events.ObjectionDecided(
            matter=objection.row.matter.number,
            post=objection.row.post,
            upheld=upheld,
            decision="同意，改派" if upheld else "驳回，仍由其承办，不得再退回",
            to=to,
            words=objection.words,
        ),
        by=by,
    )
