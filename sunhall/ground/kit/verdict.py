"""A verdict: yes, or no with the reason and the article it rests on."""

from dataclasses import dataclass

from sunhall.ground.kit.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something may happen. The same verdict draws the button and guards the action."""

    ok: bool
    reason: str = ""
    article: str = ""

    def __bool__(self) -> bool:
        return self.ok


YES = Verdict(ok=True)


def no(reason: str, *, article: str = "", **facts: object) -> Verdict:
    """Refuse, saying why in words a clerk can read to the person: `no("还差 {n} 天", n=3)`."""
    return Verdict(ok=False, reason=Sentence(reason, **facts), article=article)
