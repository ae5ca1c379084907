"""What others carried to the demonstration county: letter, visit, agent, two systems (H1)."""

import struct
import zlib
from datetime import timedelta

from sunhall.config.demo.story import staff
from sunhall.ground.access.actor import Actor
from sunhall.ground.files.store import keep_file
from sunhall.ground.inbox.letter import Part
from sunhall.ground.kit.now import moment, now, today
from sunhall.hotline import actions

WIDE, HIGH = 620, 877


def tell() -> None:
    """What each of them brought."""
    with moment(now() - timedelta(days=2)):
        _letter()
        _visit()
    with moment(now() - timedelta(days=1)):
        _behalf()
        _systems()


def _letter() -> None:
    seat = staff("operator")
    sheets = [_sheet(f"来信第{page}页", "scan:operator", seat) for page in (1, 2)]
    actions.register_brought(
        {
            "text": "县领导：新塘村的排涝站去年坏了两台泵，报修三次没有下文，"
            "今年雨季眼看要到，请派人看看。",
            "place": "990101101204",
            "name": "岳望山",
            "phone": "17000000031",
        },
        channel="letter",
        written_on=today() - timedelta(days=4),
        post_number="XA00000000015",
        pages=2,
        files=sheets,
        files_of="scan:operator",
        by=seat,
    )


def _visit() -> None:
    actions.register_brought(
        {
            "text": "来人反映：茶园村的低保公示栏去年就坏了，名单贴在村部里面，白天锁着门看不到。",
            "place": "990101100204",
            "name": "梅冬生",
            "phone": "17000000032",
        },
        channel="walk_in",
        pages=1,
        by=staff("operator"),
    )


def _behalf() -> None:
    agent = staff("agent")
    proof = _sheet("委托书", "scan:agent:proof", agent)
    actions.file_on_behalf(
        text="本人八十一岁，不会用手机。村口过路的涵洞塌了半边，三轮车过不去，看病要绕两里路。",
        place="990101100203",
        name="鲁大娘",
        phone="17000000033",
        proof="paper",
        proofs=[proof],
        proofs_of="scan:agent:proof",
        shares_answer=True,
        by=agent,
    )


def _systems() -> None:
    actions.hand_in(
        "MS-1130-07",
        text="听众来电：滨江社区早市占了消防通道，早上六点到八点车进不去，想请有关部门管一管。",
        place="990101101205",
        name="江水平",
        phone="17000000034",
        consent="agreed",
        consent_at=now() - timedelta(minutes=5),
        by=staff("radio"),
    )
    actions.hand_in(
        "S12345-26-118842",
        text="省平台转办：来电人反映北河村通村公路边坡有裂缝，担心雨天塌方，请核查并答复。",
        place="990101101203",
        is_urgent=True,
        consent="none",
        by=staff("province"),
    )


def _sheet(words: str, owner: str, by: Actor) -> str:
    """A sheet of paper as a scanner would give it: nothing on it is anybody's."""
    blank, line = b"\xff" * WIDE, b"\xff" * 70 + b"\x55" * 480 + b"\xff" * (WIDE - 550)
    rows = b"".join(b"\x00" + (line if at > 100 and at % 50 < 3 else blank) for at in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b"")
    part = Part(f"{words}.png", b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return keep_file(part, owner=owner, by=by).code


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
