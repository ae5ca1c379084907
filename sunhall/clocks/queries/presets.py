"""What choosing a preset of limits would change, and the proposals to choose one (K3)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from sunhall.clocks.models import PROPOSED, PresetProposal
from sunhall.clocks.queries.holdings import holdings
from sunhall.clocks.queries.limits import trial_of_limit
from sunhall.clocks.queries.pages import newest_limit
from sunhall.clocks.rules import choosing
from sunhall.clocks.rules.choosing import HOUSE, REPLY, RETURN, Choice
from sunhall.clocks.rules.limits import Due
from sunhall.clocks.rules.table import LimitRow
from sunhall.ground.kit.refusal import NotFound

CountRunning = Callable[[Collection[str]], int]
_running: list[CountRunning] = []


def teach_running(count: CountRunning) -> None:
    """Take from the wiring how running limits are counted; this floor knows none of them."""
    _running[:] = [count]


@dataclass(frozen=True)
class PresetLine:
    """One limit as it is and as it would be, each tried from this instant."""

    before: LimitRow
    after: LimitRow
    ends_before: Due
    ends_after: Due

    @property
    def is_same(self) -> bool:
        """Whether only its basis would change."""
        return self.ends_before.at == self.ends_after.at and (
            self.before.extension == self.after.extension
        )


def preset_choices() -> list[Choice]:
    """The presets that can be chosen, and the way back to the county's own limit."""
    house = newest_limit(REPLY)
    own = [choosing.choice(HOUSE, house)] if _stands(choosing.reply_code("help")) else []
    return [*choosing.choices(), *own]


def preset_choice(key: str) -> Choice:
    """One of them; refuses a key that is none."""
    return choosing.choice(key, newest_limit(REPLY))


def preset_lines(key: str) -> list[tuple[LimitRow, LimitRow]]:
    """Each line that would change: as it stands, and as it would."""
    house = newest_limit(REPLY)
    choosing.choice(key, house)
    pairs = [(_stands(row.code) or house, row) for row in _lines(key)]
    return [(a, b) for a, b in pairs if a.code != b.code or choosing.is_other(a, b)]


def preset_preview(key: str) -> list[PresetLine]:
    """The same, each with the day on which it would end if it began now."""
    return [PresetLine(a, b, trial_of_limit(a), trial_of_limit(b)) for a, b in preset_lines(key)]


def count_running(key: str) -> int | None:
    """How many limits that run now would keep the rule they began with."""
    codes = {REPLY, *(row.code for row in _lines(key))}
    return _running[0](codes) if _running else None


def presets_waiting() -> list[tuple[PresetProposal, Choice]]:
    """Proposals that wait for a second person."""
    rows = PresetProposal.objects.filter(state=PROPOSED).order_by("proposed_at")
    return [(row, preset_choice(row.preset)) for row in rows]


def presets_decided() -> list[tuple[PresetProposal, Choice]]:
    """What was chosen or sent back before, the newest first."""
    rows = PresetProposal.objects.exclude(state=PROPOSED).order_by("-decided_at")[:20]
    return [(row, preset_choice(row.preset)) for row in rows]


def preset_proposed(proposal: int) -> tuple[PresetProposal, Choice]:
    """One proposal."""
    row = PresetProposal.objects.filter(pk=proposal).first()
    if row is None:
        raise NotFound
    return row, preset_choice(row.preset)


def reply_limit(demand: str, on: date) -> str:
    """The code of the limit that counts the reply to a kind of demand on a day."""
    code = choosing.reply_code(demand)
    held = holdings().limits.get(code, [])
    begun = any(row.from_on is None or row.from_on <= on for row in held)
    return code if begun else REPLY


def _lines(key: str) -> list[LimitRow]:
    return choosing.lines(key, newest_limit(REPLY), newest_limit(RETURN))


def _stands(code: str) -> LimitRow | None:
    held = holdings().limits.get(code)
    if held:
        return held[-1]
    return newest_limit(code) if not code.startswith(f"{REPLY}_") else None
