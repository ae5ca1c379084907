"""A telephone exchange of the demonstration: it obeys at once, and nobody's phone rings.

A number that ends in 0000 is never picked up, so that also that road can be walked.
"""

import io
import math
import struct
import wave

from sunhall.ground.lines import facts
from sunhall.ground.lines.exchange import OUT, SIMULATOR, Wish

UNANSWERED = "0000"
RATE, SECONDS, TONE = 8000, 2, 440


class Simulator:
    """Tells what a real exchange would tell."""

    def obey(self, wish: Wish) -> None:
        """Do as asked, and tell so."""
        for fact in self._follows(wish):
            facts.tell(SIMULATOR, fact)

    def living(self) -> frozenset[str] | None:
        """Nothing lives in here."""
        return None

    def check(self) -> str:
        """It always answers."""
        return "Sunhall"

    def recording(self, name: str) -> bytes:
        """A tone of two seconds: there was no voice to record."""
        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            turns = (2 * math.pi * TONE * n / RATE for n in range(RATE * SECONDS))
            file.writeframes(b"".join(struct.pack("<h", int(6000 * math.sin(t))) for t in turns))
        return sound.getvalue()

    def _follows(self, wish: Wish) -> list[facts.Fact]:
        unanswered = wish.to.endswith(UNANSWERED)
        if wish.verb == "answer":
            return [facts.LegUp(wish.line, wish.leg)]
        if wish.verb == "invite":
            if unanswered:
                return [facts.LegDown(wish.line, wish.leg, "no answer")]
            return [facts.LegUp(wish.line, wish.leg)]
        if wish.verb == "call":
            ended = facts.Ended(wish.line, "no answer")
            return [ended if unanswered else facts.LegUp(wish.line, OUT)]
        if wish.verb == "drop":
            return [facts.LegDown(wish.line, wish.leg, "dropped")]
        if wish.verb == "hangup":
            kept = [facts.Recorded(wish.line, wish.name, SECONDS)] if wish.name else []
            return [*kept, facts.Ended(wish.line, "normal")]
        return []


def ring(line: str, caller: str, called: str) -> None:
    """Let somebody call 模拟来电."""
    facts.tell(SIMULATOR, facts.Arrived(line, caller, called))


def press(line: str, keys: str) -> None:
    """Let the caller press keys."""
    facts.tell(SIMULATOR, facts.Pressed(line, keys))


def give_up(line: str) -> None:
    """Let the caller hang up."""
    facts.tell(SIMULATOR, facts.Ended(line, "normal"))
