"""The county of the measurements: the cast, a few matters by actions, the rest as their copies."""

from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.access.models import Account
from sunhall.ground.journal import standing
from sunhall.ground.kit.now import now
from sunhall.hotline import actions
from sunhall.hotline.tests.makers import lay_desk, make_request
from sunhall.matters.models import Matter
from tests.cast import Cast, build
from tools.bench import material

_laid: list[Cast] = []


def cast() -> Cast:
    """The cast, laid once."""
    if not _laid:
        made = build()
        lay_desk(made)
        Account.objects.update(last_login=now(), password_changed_at=now())
        standing.sweep_marks()  # as after the first night
        _laid.append(made)
    return _laid[0]


def fill(count: int, *, mine: int = 0, share: float = 0.4) -> Cast:
    """Fill up to so many matters; `mine` of them are open at the handler's post."""
    county = cast()
    have = Matter.objects.filter(owner="mz-relief", stage="handling").count()
    for _ in range(mine - have):
        make_request(county, upto="handling")
    open_ = make_request(county, upto="handling").matter
    kept = make_request(county).matter
    actions.keep_on_file(kept.number, by=SYSTEM)
    kept.refresh_from_db()
    material.copy_matters(open_, kept, count=count, share=share)
    return county
