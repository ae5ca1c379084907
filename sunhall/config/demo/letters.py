"""Letters that came to the public mailboxes of the demonstration county; the worker takes them.

No mail server is needed: each goes the way of a letter that was fetched, from its bytes on.
"""

from email.message import EmailMessage
from email.utils import format_datetime

from sunhall.ground.inbox.adapters.email.boxes import Box
from sunhall.ground.inbox.adapters.email.read import letter_of
from sunhall.ground.inbox.take import take_in
from sunhall.ground.kit.now import LOCAL, now

MAYOR = Box("mayor", "县长信箱", "mail.example.cn", 993, "mayor", "", "tls", "mayor@example.cn")
SECRETARY = Box(
    "secretary", "书记信箱", "mail.example.cn", 993, "secretary", "", "tls", "secretary@example.cn"
)
FIRST = "<letter-1@mail.example.com>"

# Box, sender, subject, words, headers.
LETTERS: tuple[tuple[Box, str, str, str, dict[str, str]], ...] = (
    (
        MAYOR, "柳青青 <liu.qingqing@example.com>", "柳溪镇卫生院晚上没有人值班",
        "县长您好：上周三晚上十点我带孩子去柳溪镇卫生院看急诊，大门锁着，打值班电话也没人接。"
        "请查一查夜间值班是怎么安排的，并告诉我以后晚上该找谁。",
        {"Message-ID": FIRST},
    ),
    (
        MAYOR, "柳青青 <liu.qingqing@example.com>", "回复：柳溪镇卫生院晚上没有人值班",
        "补充一点：值班电话是门口牌子上写的那个，昨晚我又打了一次，还是没有人接。",
        {"In-Reply-To": FIRST},
    ),
    (
        SECRETARY, "石先生 <shi1968@example.com>", "建议把 3 路公交延长到东山镇小学",
        "书记您好：东山镇小学今年搬到了新校区，3 路公交末站离学校还有两公里，孩子们要走半小时。"
        "建议把 3 路公交延长两站，早晚各加一班。",
        {},
    ),
    (
        SECRETARY, "某会展公司 <news@example.org>", "第六届产业博览会诚邀参展",
        "尊敬的领导：诚邀贵县参加第六届产业博览会，报名从速。",
        {"Precedence": "bulk", "List-Id": "<news.example.org>"},
    ),
    (
        MAYOR, "季远 <ji.yuan@example.com>", "自动回复：已收到您的来信，编号",
        "我正在休假，回来后回复。", {"Auto-Submitted": "auto-replied"},
    ),
)  # fmt: skip


def tell() -> int:
    """Take in the letters in the order in which they came; gives how many."""
    for number, (box, sender, subject, words, headers) in enumerate(LETTERS, 1):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, box.address, subject
        mail["Date"] = format_datetime(now().astimezone(LOCAL))
        mail["Message-ID"] = headers.get("Message-ID", f"<letter-{number}@mail.example.com>")
        for name, value in headers.items():
            if name != "Message-ID":
                mail[name] = value
        mail.set_content(words)
        take_in("email", letter_of(mail.as_bytes(), box=box))
    return len(LETTERS)
