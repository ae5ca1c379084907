"""The demonstration county is loaded whole, once, and never among a county's own people."""

import pytest

from sunhall.config.command import seed
from sunhall.config.demo import story
from sunhall.directory import actions as directory
from sunhall.directory import queries
from sunhall.ground.access.actor import SYSTEM
from sunhall.ground.kit.refusal import Refused
from sunhall.matters.models import Matter


@pytest.mark.django_db
def test_a_load_that_was_interrupted_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(persons: list[str], *, requests: int) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(story, "tell", interrupted)
        with pytest.raises(KeyboardInterrupt):
            seed.ensure_demo(2)
    assert not queries.staff_at_work().exists()
    assert seed.ensure_demo(2)
    assert Matter.objects.count() == 2
    assert not seed.ensure_demo(2)


@pytest.mark.django_db
def test_the_demonstration_never_joins_a_county_at_work() -> None:
    directory.open_organisation("own", "本县单位", "department", by=SYSTEM)
    directory.hire_staff("zhao", "赵某", "own", by=SYSTEM)
    with pytest.raises(Refused, match="空数据库"):
        seed.ensure_demo(2)
