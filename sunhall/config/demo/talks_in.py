"""A talk over WeChat in the demonstration county: gathered, read back and confirmed.

No account is needed: each message goes the way of one that was called in and deciphered.
"""

from sunhall.ground.inbox.adapters.wechat.message import Message
from sunhall.ground.inbox.adapters.wechat.receive import answered
from sunhall.ground.kit.now import now

FOLLOWER, ACCOUNT = "oDemo_Qinghe_follower_0001", "gh_qinghe_demo"
PLACE = {"address": "东山镇石桥村村委会旁", "latitude": "36.812300", "longitude": "118.912300"}
WORDS = (
    "石桥村村委会旁的健身器材坏了两个多月，螺丝露在外面，孩子在旁边玩，怕出事。",
    "能不能先围起来，再换新的。",
)


def tell() -> int:
    """Hold the talk; gives how many messages it took."""
    told: list[tuple[str, str, dict[str, str]]] = [("text", word, {}) for word in WORDS]
    told += [("location", "", PLACE), ("text", "提交", {}), ("text", "1", {})]
    for number, (kind, text, facts) in enumerate(told, 1):
        said = Message(
            id=f"demo-{number}", sender=FOLLOWER, account=ACCOUNT, kind=kind, text=text,
            sent_at=now(), facts=facts,
        )  # fmt: skip
        answered(said, f"demo.{number}")
    return len(told)
