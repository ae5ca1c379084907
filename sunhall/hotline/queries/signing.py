"""Signatures under the minutes: what was signed, whether it still stands, and the paper (H6)."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from sunhall.ground.files import disk
from sunhall.ground.files import queries as files
from sunhall.ground.files.models import StoredFile
from sunhall.ground.journal.chain import instant
from sunhall.ground.kit.refusal import NotFound
from sunhall.ground.papers import queries as papers
from sunhall.ground.papers.models import Paper
from sunhall.ground.papers.words import Block, Check, Figure, Heading, Report, Table, Text
from sunhall.ground.web.dates import moment
from sunhall.hotline.models import Dialogue, Signature
from sunhall.hotline.rules.signing import MEANS, SIGNERS, SigningFacts, seal_of, short
from sunhall.matters.rules import ENDED


@dataclass(frozen=True)
class Signed:
    """A signature as pages show it: whether it stands for the text as it is now."""

    row: Signature
    stands: bool
    seal: str


def signing_facts(dialogue: Dialogue) -> SigningFacts:
    """What the verdicts on signatures look at."""
    return SigningFacts(
        is_held=dialogue.held_at is not None,
        is_closed=dialogue.matter.phase in ENDED,
        host=dialogue.host,
        owner_post=dialogue.matter.owner,
    )


def seal_of_minutes(dialogue: Dialogue) -> str:
    """The digest of all that stands in the minutes."""
    return seal_of(
        {
            "matter": dialogue.matter.number,
            "dialogue": dialogue.pk,
            "held_at": instant(dialogue.held_at) if dialogue.held_at else "",
            "way": dialogue.way,
            "place": dialogue.place,
            "host": dialogue.host,
            "attendees": dialogue.attendees,
            "volunteer": dialogue.volunteer.code if dialogue.volunteer else "",
            "minutes": dialogue.minutes,
            "explained": dialogue.explained,
            "result": dialogue.result,
        }
    )


def signatures_of(dialogue: Dialogue) -> list[Signed]:
    """All signatures of a dialogue, standing ones first; the digest is counted anew each time."""
    seal = seal_of_minutes(dialogue)
    rows = sorted(dialogue.signatures.order_by("at", "pk"), key=lambda row: row.fell_at is not None)
    return [
        Signed(row, stands=row.fell_at is None and row.seal == seal, seal=short(row.seal))
        for row in rows
    ]


def signature_file(dialogue: Dialogue, code: str) -> StoredFile:
    """The picture of a signature of this dialogue."""
    return files.file_of(f"dialogue:{dialogue.pk}", code)


def paper_of_minutes(pk: int) -> Paper | None:
    """The printed minutes that hold, if they were printed."""
    paper = papers.paper_of(f"dialogue:{pk}")
    return paper if paper and paper.withdrawn_at is None else None


def minutes_file(pk: int) -> StoredFile:
    """The PDF of the printed minutes."""
    if paper_of_minutes(pk) is None:
        raise NotFound(str(pk))
    return papers.file_of(f"dialogue:{pk}")


def minutes_paper(dialogue: Dialogue, office: str, check: Check) -> Report:
    """The minutes as a paper 约谈记录: facts, text, and each signature with its digest."""
    rows = [
        ["编号", dialogue.matter.number],
        ["诉求", dialogue.matter.subject],
        ["时间", moment(dialogue.held_at) if dialogue.held_at else ""],
        ["方式和地点", "，".join(filter(None, (dialogue.get_way_display(), dialogue.place)))],
        ["主持单位", office],
        ["参加人员", dialogue.attendees or "—"],
    ]
    if dialogue.volunteer:
        rows.append(["法律志愿者", dialogue.volunteer.name])
    body: list[Block] = [
        Table(["项目", "内容"], rows),
        Heading("约谈纪要"),
        Text(dialogue.minutes),
        Heading("解释和依据"),
        Text(dialogue.explained),
        Heading("诉求人态度"),
        Text(dialogue.get_result_display()),
        Heading("签字"),
        *_signed(dialogue),
        Text(f"正文摘要 {short(seal_of_minutes(dialogue))}：每个签字只对这份正文有效。"),
    ]
    return Report(title="约谈记录", body=body, check=check)


def _signed(dialogue: Dialogue) -> Iterator[Block]:
    standing = [one.row for one in signatures_of(dialogue) if one.stands]
    if not standing:
        yield Text("还没有签字。")
    for row in standing:
        who = f"{SIGNERS[row.signer]} {row.name}"
        if row.is_refused:
            why = f"：{row.words}" if row.words else ""
            yield Text(f"{who}：拒绝签字{why}。见证人：{row.witness}，{moment(row.at)}。")
            continue
        svg = _picture(dialogue, row)
        if svg:
            yield Figure(svg)
        yield Text(f"{who}（{MEANS[row.means]}），{moment(row.at)}，摘要 {short(row.seal)}")


def _picture(dialogue: Dialogue, row: Signature) -> str:
    """The picture that ground/files has cleaned and written anew, inside a frame of our own."""
    stored = signature_file(dialogue, row.file)
    place = disk.place_of(stored.sha256, stored.code)
    if not place.exists() or not stored.width or not stored.height:
        return ""
    data = b64encode(place.read_bytes()).decode()
    wide = 1000
    high = min(400, round(wide * stored.height / stored.width))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide * 2} {high}">'
        f'<image width="{wide}" height="{high}" preserveAspectRatio="xMinYMid meet" '
        f'href="data:{stored.media_type};base64,{data}"/></svg>'
    )
