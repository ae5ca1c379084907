"""A second opinion on every matter, written only from the journal's entries.

It knows no rows of the spine. What it says about owner, stage and pause must equal the rows.
"""

import json
from dataclasses import dataclass, field

from sunhall.ground.journal.models import Entry

DESK_DEADLINES = {"matters.MatterReturned", "matters.MatterRecalled"}


@dataclass
class Account:
    """What the journal says of one matter."""

    owner: str
    stage: str
    paused: bool = False
    answers: int = 0
    returns: int = 0
    facts: int = 1


@dataclass
class Ledger:
    """Reads on where it stopped; `accounts` by number."""

    last: int = 0
    accounts: dict[str, Account] = field(default_factory=dict)

    def read_on(self) -> set[str]:
        """Read the new entries; gives the matters they speak of."""
        spoken = set()
        rows = Entry.objects.filter(pk__gt=self.last, stream__startswith="matter:").order_by("pk")
        for pk, kind, text in rows.values_list("pk", "kind", "data"):
            data = json.loads(text)
            self._take(kind, data)
            spoken.add(data["matter"])
            self.last = pk
        return spoken

    def _take(self, kind: str, data: dict[str, object]) -> None:
        number = str(data["matter"])
        if kind == "matters.MatterOpened":
            assert number not in self.accounts, f"{number} opened twice"
            self.accounts[number] = Account(owner=str(data["owner"]), stage="received")
            return
        account = self.accounts[number]
        account.facts += 1
        match kind:
            case "matters.MatterMoved":
                assert data["from_stage"] == account.stage, f"{number} moved from elsewhere"
                account.stage = str(data["to_stage"])
            case "matters.MatterSigned":
                account.owner = str(data["post"])
            case "matters.MatterPassed":
                assert data["from_post"] == account.owner, f"{number} passed on by another"
                account.owner = str(data["post"])
            case "matters.MatterReturned":
                account.owner = str(data["to"])
                account.returns += 1
                assert data["times"] == account.returns
            case "matters.ReturnUndone":
                account.owner = str(data["owner"])
                account.returns -= 1
            case "matters.ClockPaused":
                assert not account.paused
                account.paused = True
            case "matters.ClockResumed" | "matters.PauseUndone":
                assert account.paused
                account.paused = False
            case "matters.MatterAnswered":
                account.answers += 1
