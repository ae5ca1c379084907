"""How much supervision waits for somebody: for the number beside the entry of the frame."""

from sunhall.ground.access.actor import Actor
from sunhall.supervision.queries.checks import findings_owed
from sunhall.supervision.queries.letters import letters_owed, may_decide_some, proposals_for


def count_waiting(actor: Actor) -> int:
    """Letters and findings that wait for the posts of this actor, and proposals to decide."""
    mine = 0
    if actor.posts:
        letters, findings = letters_owed(actor), findings_owed(actor)
        both = letters.order_by().values("pk").union(findings.order_by().values("pk"), all=True)
        mine = both.count()
    return mine + (proposals_for(actor).count() if may_decide_some(actor) else 0)
