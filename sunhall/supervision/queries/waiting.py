"""How much supervision waits for somebody: for the number beside the entry of the frame."""

from sunhall.ground.access.actor import Actor
from sunhall.supervision.queries.checks import findings_owed
from sunhall.supervision.queries.letters import letters_owed, may_decide_some, proposals_for


def count_waiting(actor: Actor) -> int:
    """Proposals to decide, and letters and findings that wait for the posts of who decides.

    A handler is told of his by message and mark: his inbox has no question to spare.
    """
    if not may_decide_some(actor):
        return 0
    mine = 0
    if actor.posts:
        letters, findings = letters_owed(actor), findings_owed(actor)
        both = letters.order_by().values("pk").union(findings.order_by().values("pk"), all=True)
        mine = both.count()
    return mine + proposals_for(actor).count()
