"""Minutes signed, refused, corrected and printed 约谈记录: the text binds the signatures (H6)."""

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import store
from sunhall.ground.files.receive import Received
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now, today
from sunhall.ground.kit.refusal import NotFound, refuse, require
from sunhall.ground.papers import printing
from sunhall.ground.papers import store as papers
from sunhall.ground.papers.models import Paper
from sunhall.hotline import events, queries
from sunhall.hotline.models import Dialogue, Signature
from sunhall.hotline.rules.signing import MEANS, PICTURES, SIGNERS, SINGLE, may_sign
from sunhall.matters import queries as matters

LEAST_MINUTES = 10


@action
def sign_minutes(
    number: str,
    pk: int,
    *,
    signer: str,
    name: str,
    seal: str,
    file: Received | None,
    by: Actor,
    means: str = "photo",
) -> Signature:
    """Take a signature 签字 under the minutes, drawn on a pad or as a photo (H6).

    `seal` is the digest of the text that was shown: another text is never signed by it.
    """
    dialogue = _open(number, pk, by)
    _ask(dialogue, signer, name, seal)
    if file is None:
        raise refuse("请在屏上签字，或上传签字的照片", field="file")
    if file.kind.family not in PICTURES:
        raise refuse("签字请用照片（JPEG 或 PNG）", field="file")
    if means not in MEANS:
        raise refuse("请重新签字", field="file")
    kept = store.keep_file(file, owner=f"dialogue:{pk}", by=by)
    row = Signature.objects.create(
        dialogue=dialogue,
        signer=signer,
        name=name.strip(),
        seal=seal,
        file=kept.code,
        means=means,
        at=now(),
        by=by.code,
    )
    record(
        events.MinutesSigned(
            matter=number,
            dialogue=pk,
            signature=row.pk,
            signer_words=SIGNERS[signer],
            means_words=MEANS[means],
            seal=seal,
            file=kept.code,
            sha256=kept.sha256,
            name=row.name,
        ),
        by=by,
    )
    return row


@action
def refuse_signature(
    number: str,
    pk: int,
    *,
    signer: str,
    name: str,
    seal: str,
    witness: str,
    by: Actor,
    words: str = "",
) -> Signature:
    """Note that somebody does not sign 拒签, and who saw it 见证人 (H6)."""
    dialogue = _open(number, pk, by)
    _ask(dialogue, signer, name, seal)
    if signer == "host":
        raise refuse("主持人应当签字，不能记为拒签", field="signer")
    if len(witness.strip()) < 2:
        raise refuse("请填写在场见证人的姓名", field="witness")
    if witness.strip() in (name.strip(), by.name):
        raise refuse("见证人应是记录人和签字人以外的在场人员", field="witness")
    row = Signature.objects.create(
        dialogue=dialogue,
        signer=signer,
        name=name.strip(),
        seal=seal,
        is_refused=True,
        witness=witness.strip(),
        words=words.strip(),
        at=now(),
        by=by.code,
    )
    record(
        events.SignatureRefused(
            matter=number,
            dialogue=pk,
            signature=row.pk,
            signer_words=SIGNERS[signer],
            seal=seal,
            name=row.name,
            witness=row.witness,
            words=row.words,
        ),
        by=by,
    )
    return row


@action
def correct_minutes(
    number: str, pk: int, *, minutes: str, reason: str, by: Actor, attendees: str = ""
) -> Dialogue:
    """Correct the minutes 更正纪要 with a reason: what was signed before falls (H6).

    What was explained is an answer to the person and stays as it was told.
    """
    dialogue = _open(number, pk, by)
    if len(minutes.strip()) < LEAST_MINUTES:
        raise refuse("请填写约谈纪要（至少 10 个字）", field="minutes")
    if not reason.strip():
        raise refuse("请写明为什么更正，签字的人会看到", field="reason")
    before = queries.seal_of_minutes(dialogue)
    dialogue.minutes, dialogue.attendees = minutes.strip(), attendees.strip()
    seal = queries.seal_of_minutes(dialogue)
    if seal == before:
        raise refuse("内容没有改动，不用更正", field="minutes")
    dialogue.save(update_fields=["minutes", "attendees"])
    fallen = dialogue.signatures.filter(fell_at=None).update(fell_at=now())
    if queries.paper_of_minutes(pk) is not None:
        papers.withdraw_paper(f"dialogue:{pk}", reason="纪要已更正", by=by)
    record(
        events.MinutesCorrected(
            matter=number,
            dialogue=pk,
            seal_before=before,
            seal=seal,
            fallen=fallen,
            minutes=dialogue.minutes,
            reason=reason.strip(),
        ),
        by=by,
    )
    return dialogue


@action
def print_minutes(number: str, pk: int, *, by: Actor) -> Paper:
    """Print the minutes 约谈记录 as a paper with its check code; an earlier one is void (H6)."""
    dialogue = _open(number, pk, by)
    if queries.paper_of_minutes(pk) is not None:
        papers.withdraw_paper(f"dialogue:{pk}", reason="重新生成约谈记录", by=by)
    office = queries.post_words(dialogue.matter.owner)
    paper = papers.keep_paper(
        lambda check: printing.report(queries.minutes_paper(dialogue, office, check)),
        owner=f"dialogue:{pk}",
        number=f"约谈记录 {number}-{pk}",
        office=office,
        on=today(),
        layout=printing.REPORT,
        by=by,
    )
    record(
        events.MinutesPrinted(
            matter=number, dialogue=pk, check_code=paper.code, sha256=paper.sha256
        ),
        by=by,
    )
    return paper


def _open(number: str, pk: int, by: Actor) -> Dialogue:
    """A held dialogue behind the lock of its request, asked whether this actor may sign it."""
    queries.request_for(by, number)
    matters.matter_for_update(number)
    rows = Dialogue.objects.select_related("matter", "room", "volunteer")
    dialogue = rows.filter(matter__number=number, pk=pk).first()
    if dialogue is None:
        raise NotFound(str(pk))
    require(may_sign(by, queries.signing_facts(dialogue)))
    return dialogue


def _ask(dialogue: Dialogue, signer: str, name: str, seal: str) -> None:
    if signer not in SIGNERS:
        raise refuse("请选择谁签字", field="signer")
    if len(name.strip()) < 2:
        raise refuse("请填写签字人的姓名", field="name")
    if seal != queries.seal_of_minutes(dialogue):
        raise refuse("纪要刚刚改过，请把新的内容给签字人看过再签", field="signer")
    standing = dialogue.signatures.filter(fell_at=None, signer=signer)
    if signer in SINGLE and standing.exists():
        raise refuse("{who}已经签过或记为拒签", field="signer", who=SIGNERS[signer])
