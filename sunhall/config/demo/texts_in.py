"""Texts that came to the public numbers of the demonstration county; the worker takes them.

No gateway is needed: each goes the way of a text that was handed over, from the callback on.
"""

from sunhall.ground.inbox.adapters.sms.callback import Text
from sunhall.ground.inbox.adapters.sms.receive import take
from sunhall.ground.kit.now import now

# Sender, words; a long one comes in parts of seventy signs, as phones cut it.
TEXTS: tuple[tuple[str, str], ...] = (
    (
        "13800000301",
        "县长您好：东山镇泉水村的自来水从上周起每天只来两个小时，村里老人多，挑水不方便。村委会说是水泵坏了，"
        "已经报修，可是没有人告诉我们哪天能修好。请帮忙问一问，能不能先派送水车。",
    ),
    ("13800000301", "补充：送水车只到村口，村东头的几户老人拿不了，能不能送到井边。"),
    ("13800000302", "柳溪镇集市周边占道停车严重，昨天救护车堵了十分钟，请交警管一管。"),
    ("95500", "【某某财险】尊敬的客户，您的车险即将到期，回T退订。"),
)
SIGNS = 70


def tell() -> int:
    """Take in the texts in the order in which they came; gives how many."""
    for number, (sender, words) in enumerate(TEXTS, 1):
        cut = [words[at : at + SIGNS] for at in range(0, len(words), SIGNS)]
        # The last part came first, as networks do.
        for part, piece in reversed(list(enumerate(cut, 1))):
            said = Text(
                id=f"demo-{number}-{part}", sender=sender, called="106900012345", encoding="ucs2",
                data=piece.encode("utf-16-be"), group=str(number), part=part, parts=len(cut),
                sent_at=now(),
            )  # fmt: skip
            take(said, piece.encode())
    return len(TEXTS)
