"""Dialogues of the demonstration county: volunteers called, and one case up to a joint decision."""

from base64 import b64decode
from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sunhall.config.demo import county
from sunhall.config.demo.story import staff
from sunhall.directory import queries as directory
from sunhall.ground.access.actor import SYSTEM, Actor
from sunhall.ground.files import receive
from sunhall.ground.kit.now import LOCAL, moment, now, today
from sunhall.ground.kit.refusal import Refused
from sunhall.hotline import actions, queries
from sunhall.matters import queries as matters

# Code → fields of law, hours of the week.
POOL: dict[str, tuple[tuple[str, ...], dict[str, list[list[str]]]]] = {
    "law-01": (("labour", "aid"), {"1": [["09:00", "17:00"]], "3": [["14:00", "17:30"]]}),
    "law-02": (("housing", "land"), {}),
    "law-03": (("family",), {"2": [["09:00", "12:00"]], "4": [["09:00", "12:00"]]}),
    "law-04": (("administrative", "land"), {}),
    "law-05": (("consumer", "contract"), {"0": [["14:00", "17:00"]]}),
    "law-06": (("building", "housing"), {}),
}
PHONE = "1700001{n:04d}"
AGREED = "一周内在村口先装两盏太阳能灯"
# Some strokes, as a pad gives them: a picture of 600 × 200.
DRAWN = (
    "iVBORw0KGgoAAAANSUhEUgAAAlgAAADIAQAAAAAc5KIbAAAEJ0lEQVR42u2Zu27bMBSGDxkB8hDA6lagBSSgL5Gt"
    "fpS8iQUjQx6qgxx06CN0VIrupYsOciGLHSJZvB3qkMoQFORkU/JnHvL/D29MwqsVDomVWImVWImVWImVWG+YtUn9"
    "lVh6kUkTYznV/3+Mm9dsV5M8ZJZRQt161pGNH86uMcucvzFrhwIA4FTMNeeNo2ktEP/holc6YcQYmck/U/OQ1Es/"
    "VpfXGgEAuflWKR3FaNfppU25nDtkK6gt01gXVgAAMKl1kAPGF1ljR+0H4x0HTPj7qzE7Silmnw1bX3+d2A4AIO+d"
    "f0jrMy1yo6MMWI8xhINldZQBw8p3S/dl6w1gK94pAWiPvtxNYY3pYOyNyycUmSlBaraavnAjg/cVahD0wSY8F2bY"
    "gyKYNWCaGKpgFiqJfhceY2EncD2L01ldhTRS1MEsVKzPEXPaDql/Cme1NfLgIZzVLEk1gMWQeIcinHXQ9Kl8roJZ"
    "clGqFqvbhdqxq4PbhdpRhK+Z+kWpBvS9akeoHFKlszQ7qiPxEM4Si1INiBEZ4FmqdBZmR2WC4GvtqLSXR9lRGdRZ"
    "qnTWwbnKBjiFr+9RO7YRe4VsKava69VWukuvr7jEfvqUo+vVYDuqe30eZcd5A6lIlczqKrfc1LUMX2lHNXfylXZU"
    "VwN8pR1PEXtRzI4/IlgMUW4D4Vq9QTZXuQzWqiRIlRxjtphVySxsdtSW3Ryd7Uh21KZ5HmXH689EHc4y7Th5ikWc"
    "mwiCVMkxInb86jsHOLql2hjfp41tLsO12hCkSo2Rub9rUqWyDtbAOnaIfJUd9RUpX2VHTapEFmbH54gzvp50SsU9"
    "Uzpux2nK+BrRLsuOY0sfI1iCNLx8jR11qRJZyOxoHGbwNXY0Nk88yo5j0LpUiayD3VWOyYGvseNTzDhmpGq+xo6P"
    "ESzEjrKIidGyI1TGBt7FeqDZEaQtVVq7BEmqxBh3hKxKZCF2fIYIVkOSKo3F3CNrjZMxueeExeq0udr67wJC7GhK"
    "lRaj245DFcFC7NijM5yk2bHzHEnxxc2TZsdjMW8gTanOXTF8I8yODPJZc88l2q6/9uLMsOOF+af4K6uXuwU7nrKl"
    "lHJVGmyxC5Zmvqe53tJ0n+1X5xib3147sh0A7FtfgpxZd7LG7XhhAMCUNzJbqkqMA2yRGG+kADAu6Pqy2+MxsuYP"
    "ZsdjAQBl51r9InlCwN7ZrpcpYm9ubO0dMKi/KZ2sHgCYVVkeffePrP6JjWQ+LGdVPRcKQGJ03P0NZe69F72FyikJ"
    "TVVT+bXxtkvWufti0VGG29J/X3t/HgryeWvlX+1/9CUxM0HarzItn7LsQ0s8/OByYRfS9nHHrS7We3KILpjOyuks"
    "vljVkFnZIuvunsp6hIVxBMkgvvDl4VnThYmVWImVWImVWImVWImVWG+G9Q/1VxqqIEu/FAAAAABJRU5ErkJggg=="
)
SAID: dict[str, Any] = {
    "minutes": "到现场一起查看，说明了维修的先后次序和经费安排，听取了诉求人的意见。",
    "explained": "按《城市照明管理规定》，这段路列入年度计划，年底前完成；临时先装太阳能灯。",
}


def tell() -> None:
    """Keep the pool, call two to dialogues ahead, and let one case go to the joint meeting."""
    for n, (code, name, words) in enumerate(county.LAWYERS):
        fields, hours = POOL[code]
        phone = PHONE.format(n=n)
        actions.enrol_volunteer(
            code, name=name, phone=phone, field=words, fields=fields, hours=hours, by=SYSTEM
        )
    manager = staff("manager")
    actions.declare_tie(
        "law-06", tie="counsel", organisation="qh-zj", words="住建局常年法律顾问", by=manager
    )
    actions.note_absence(
        "law-03", from_at=_at(2, 9), to_at=_at(9, 18), reason="外出培训", by=manager
    )
    owed = list(matters.matters_for(SYSTEM).filter(stage="dialogue").order_by("opened_at"))
    if owed:
        _to_joint_meeting(owed.pop(0).number, manager)
    for code, matter in zip(("law-02", "law-04"), owed, strict=False):
        _call(matter, code)


def _call(matter: Any, code: str) -> None:
    """Plan a dialogue with a volunteer on the next day on which everybody is free."""
    holder = _holder(matter.owner)
    for days in range(1, 8):
        try:
            actions.plan_dialogue(
                matter.number,
                planned_at=_at(days, 10),
                way="field",
                place="村委会会议室",
                wants_lawyer=True,
                volunteer=code,
                by=holder,
            )
        except Refused:
            continue
        break
    row = queries.volunteer_for(code)
    for one in queries.calls_ahead(row)[:1]:
        if code == "law-02":
            actions.answer_invitation(one.pk, answer="accept", by=queries.volunteer_actor(row))


def _to_joint_meeting(number: str, manager: Actor) -> None:
    """Two dialogues, twice not content, a sitting, and its decision with the remedies left."""
    matter = queries.request_of(number).matter
    holder, revisitor = _holder(matter.owner), staff("revisitor")
    with _ago(5):
        actions.hold_dialogue(number, way="village", **SAID, result="not", by=holder)
    with _ago(4.8):
        _sign(number, holder)
    with _ago(4):
        actions.revisit_request(number, way="phone", reached=True, satisfied=False, by=revisitor)
    with _ago(3):
        actions.hold_dialogue(number, way="home", **SAID, result="not", agreed=[AGREED], by=holder)
    with _ago(2.5):
        meeting = actions.call_joint_meeting(
            at=now() + timedelta(minutes=30),
            place="县政府三楼会议室",
            chair="leader",
            members=["manager", "zjhead"],
            numbers=[number],
            by=manager,
        )
    with _ago(1.5):
        actions.decide_joint_review(
            number,
            decision="uphold",
            reasons=f"{meeting.code} 号会议听取了双方意见：维修已列入年度计划，答复符合规定。",
            basis="城市照明管理规定 第八条",
            remedies=["review", "reconsider"],
            by=manager,
        )


def _sign(number: str, holder: Actor) -> None:
    """The host signs; the person does not, and somebody of the village saw it."""
    dialogue = queries.request_of(number).matter.dialogues.get(held_at__isnull=False)
    seal = queries.seal_of_minutes(dialogue)
    actions.sign_minutes(
        number,
        dialogue.pk,
        signer="host",
        name=holder.name,
        seal=seal,
        file=receive.receive(SimpleUploadedFile("signature.png", b64decode(DRAWN))),
        means="pad",
        by=holder,
    )
    actions.refuse_signature(
        number,
        dialogue.pk,
        signer="person",
        name="诉求人本人",
        seal=seal,
        witness="村委会值班人员",
        words="还是不认可维修时间",
        by=holder,
    )


def _ago(hours: float) -> Any:
    return moment(now() - timedelta(hours=hours))


def _at(days: int, hour: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), time(hour), LOCAL)


def _holder(post: str) -> Actor:
    return directory.actor_for_staff(directory.accountable(post).staff or "handler")
