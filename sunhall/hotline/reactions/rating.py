"""The person's word on an answer."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.journal.record import Recorded
from sunhall.hotline import actions, queries, rules
from sunhall.matters.events import MatterRated


def weigh_rating(recorded: Recorded) -> None:
    """A bad rating 差评 of an answer is a 不满意: it opens the dialogue (H6, S9)."""
    rated = recorded.event
    if not isinstance(rated, MatterRated) or rated.stars > rules.BAD_UP_TO:
        return
    matter = queries.request_of(rated.matter).matter
    if matter.last_answer_id != rated.answer:
        return
    if rules.MOVES.verdict("dissatisfy", SYSTEM, queries.facts(matter)):
        actions.dissatisfy(rated.matter, said_to="rating", words=rated.words, by=SYSTEM)
