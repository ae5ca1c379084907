"""Which grounds of a pause hold on a day, and their versions."""

from collections.abc import Iterable
from datetime import date

from sunhall.clocks.models import PauseGround
from sunhall.clocks.queries.holdings import ground_of, holdings
from sunhall.clocks.queries.named import with_names
from sunhall.clocks.rules.grounds import Ground
from sunhall.ground.kit.now import today
from sunhall.ground.kit.refusal import NotFound, refuse


def pause_grounds(limits: Iterable[str], on: date) -> list[Ground]:
    """The grounds 暂停事由 that stop any of these limits on a day."""
    running = tuple(limits)
    return [ground for ground in holdings().grounds_on(on) if ground.fits(running)]


def pause_ground(code: str, limits: Iterable[str], on: date) -> Ground:
    """One ground in force that stops any of these limits; refuses every other."""
    found = next((one for one in holdings().grounds_on(on) if one.code == code), None)
    if found is None:
        raise refuse("请从列表中选择现行有效的暂停事由", field="ground")
    if not found.fits(limits):
        raise refuse(
            "“{words}”不适用于此件正在计时的时限，请选择其他事由，或者申请延期",
            field="ground",
            article=found.article,
            words=found.words,
        )
    return found


def grounds_today() -> list[Ground]:
    """Every ground with the version of today, or the one that comes, for the page."""
    held, day = holdings(), today()
    now_held = {ground.code: ground for ground in held.grounds_on(day)}
    newest = {code: versions[-1] for code, versions in held.all_grounds().items()}
    return [now_held.get(code, ground) for code, ground in newest.items()]


def newest_ground(code: str) -> Ground:
    """The newest version of a ground, whether it is in force already or not."""
    versions = holdings().all_grounds().get(code)
    if not versions:
        raise NotFound
    return versions[-1]


def ground_versions(code: str) -> list[tuple[Ground, PauseGround]]:
    """Every stored version of a ground with who made it and why, newest first."""
    rows = PauseGround.objects.filter(code=code).order_by("-version")
    return [(ground_of(row), row) for row in with_names(rows)]
