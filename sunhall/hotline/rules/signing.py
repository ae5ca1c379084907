"""Signatures under the minutes 约谈记录签字: bound to the very text that was signed (H6; 000#1)."""

from dataclasses import dataclass
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.kit.digest import canonical, digest
from sunhall.ground.kit.verdict import YES, Verdict, no

SIGNERS = {
    "person": "诉求人",
    "host": "主持人",
    "volunteer": "法律志愿者",
    "other": "其他参加人",
}
# Of these there is one; of others as many as came.
SINGLE = ("person", "host", "volunteer")
MEANS = {"pad": "屏上签字", "photo": "签字照片"}
PICTURES = ("image",)


@dataclass(frozen=True)
class SigningFacts:
    """What the verdicts on signatures look at."""

    is_held: bool
    is_closed: bool
    host: str
    owner_post: str


def seal_of(told: dict[str, Any]) -> str:
    """The digest 摘要 of the minutes: whoever signs, signs this and nothing else."""
    return digest(canonical(told))


def short(seal: str) -> str:
    """The beginning of a digest, as it stands under a signature on paper."""
    return " ".join(seal[at : at + 4] for at in range(0, 16, 4))


def may_sign(actor: Actor, facts: SigningFacts) -> Verdict:
    """Take signatures 签字: the host or the unit that held the dialogue, until it is closed."""
    if not facts.is_held:
        return no("约谈还没有记录，先记录约谈再签字")
    if facts.is_closed:
        return no("此件已经办结归档，不能再签字或更正纪要")
    if actor.code == facts.host or facts.owner_post in actor.posts:
        return YES
    return no("只有主持人和承办岗位可以收取签字", article="H6")
