"""公开审核: a clerk reads what everyone would read, then publishes it or not (信息公开条例 17)."""

from collections.abc import Sequence
from typing import Any

from sunhall.ground.access.actor import Actor
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import Conflict, refuse, require
from sunhall.ground.kit.verdict import no
from sunhall.hotline import events, queries, rules
from sunhall.hotline.models import Publication, Request
from sunhall.matters import queries as matters


@action
def approve_publication(
    number: str, *, seal: str, by: Actor, keep: Sequence[str] = (), hide: Sequence[str] = ()
) -> Publication:
    """Publish 公开 the words that were read: `seal` is of the draft with these choices (条例 17).

    `keep` are false finds that are no names, `hide` more words or phrases, at all their places.
    Raises Conflict when the words have changed since they were read.
    """
    request = _held(number)
    require(rules.may_review(by, queries.publication_facts(request)))
    words = "\n".join(queries.words_of(request))
    if missing := [phrase for phrase in hide if phrase not in words]:
        raise refuse("文中没有“{words}”，请照原文填写", field="more", words=missing[0])
    draft = queries.draft_publication(request, keep=keep, hide=hide)
    if draft.seal != seal:
        raise Conflict(no("内容和刚才的预览不同，请核对新的预览后再公开"))
    publication = _decide(
        request,
        rules.PUBLIC,
        by=by,
        text=draft.text,
        reply=draft.reply,
        keep=list(keep),
        hide=list(hide),
        reason="",
    )
    record(
        events.PublicationApproved(
            matter=number, hidden=draft.hidden, text=draft.text, reply=draft.reply
        ),
        by=by,
    )
    return publication


@action
def refuse_publication(number: str, *, reason: str, by: Actor) -> Publication:
    """Decide 不公开 with a reason that the person is told (条例 17)."""
    request = _held(number)
    require(rules.may_review(by, queries.publication_facts(request)))
    publication = _decide(request, rules.KEPT_BACK, by=by, text="", reply="", reason=_said(reason))
    record(events.PublicationRefused(matter=number, reason=publication.reason), by=by)
    return publication


@action
def take_down_publication(number: str, *, reason: str, by: Actor) -> Publication:
    """Take a publication down 撤下公开, with a reason; it may be read again (条例 17; PIPL 47)."""
    request = _held(number)
    require(rules.may_take_down(by, queries.publication_facts(request)))
    publication = _decide(request, rules.TAKEN_DOWN, by=by, text="", reply="", reason=_said(reason))
    record(events.PublicationTakenDown(matter=number, reason=publication.reason), by=by)
    return publication


def _held(number: str) -> Request:
    # Behind the lock of every move: no answer comes between reading and publishing.
    matters.matter_for_update(number)
    return queries.request_of(number)


def _said(reason: str) -> str:
    if not reason.strip():
        raise refuse("请写明理由，诉求人会看到", field="reason")
    return reason.strip()


def _decide(request: Request, decision: str, *, by: Actor, **words: Any) -> Publication:
    row, _ = Publication.objects.update_or_create(
        matter=request.matter,
        defaults={
            "decision": decision,
            "of_text": request.public_text,
            "of_answer": request.matter.last_answer,
            "by": by.code,
            "at": now(),
            **words,
        },
    )
    return row
