"""Where a matter stands, said over the telephone: stage, owner and due, in words (H1; ux B1)."""

from datetime import timedelta

from sunhall.directory import queries as directory
from sunhall.ground.kit.now import LOCAL
from sunhall.ground.lines.exchange import Piece
from sunhall.matters import queries as matters
from sunhall.matters.rules import ENDED

SECRET = ("office.sealed", "有权处理的机关（保密办理）")
UNKNOWN = ("office.unknown", "承办单位")


def number_keyed(digits: str) -> str:
    """The number of a matter from the digits that a telephone can key."""
    body = f"{digits[:6]}-{digits[6:]}"
    prefixes = [kind.prefix for kind in matters.all_kinds()]
    return f"{prefixes[0]}{body}" if prefixes else body


def spoken_standing(number: str, code: str) -> tuple[Piece, ...]:
    """What is read out for a number and its query code; nothing when they do not fit."""
    matter = matters.matter_by_code(number, code)
    if matter is None:
        return ()
    stage = matters.kind(matter.kind).moves.words(matter.stage)
    said: list[Piece] = [(f"stage.{matter.stage}", f"您的诉求：{stage}。")]
    if matter.phase in ENDED:
        return tuple(said)
    office = SECRET if matter.is_sealed else _office(matter.owner)
    said += [("held_by", "现在由"), office, ("is_held", "负责。")]
    if matter.paused_at is not None:
        return (*said, ("paused", "目前暂停计时。"))
    if matter.due_at is not None:
        # A limit ends at the midnight that ends its day: what is said is that day.
        day = (matter.due_at - timedelta(microseconds=1)).astimezone(LOCAL)
        said += [
            ("due", "最迟"),
            (f"month.{day.month}", f"{day.month}月"),
            (f"day.{day.day}", f"{day.day}日"),
            ("is_due", "前答复您。"),
        ]
    return tuple(said)


def _office(post: str) -> Piece:
    row = directory.posts_in_use().filter(code=post).first()
    return (f"office.{row.organisation.code}", row.organisation.name) if row else UNKNOWN
