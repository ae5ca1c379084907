"""Keeping papers: printed, kept as a file, noted under a check code, hash in the journal."""

import secrets
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sunhall.ground.access.actor import Actor
from sunhall.ground.files.receive import receive
from sunhall.ground.files.store import keep_file
from sunhall.ground.journal.action import action
from sunhall.ground.journal.record import record
from sunhall.ground.kit.now import now
from sunhall.ground.papers.events import PaperMade, PaperWithdrawn
from sunhall.ground.papers.models import Paper
from sunhall.ground.papers.words import Check

DIGITS = 12


@action
def keep_paper(
    printed: Callable[[Check], bytes],
    *,
    owner: str,
    number: str,
    office: str,
    on: date,
    layout: str,
    by: Actor,
) -> Paper:
    """Print a paper 制作文书 under a fresh check code, with which `printed` sets it, and keep it.

    Short enough to be done within the transaction of the act that issues it: a letter and its
    number commit together or not at all.
    """
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    pdf = printed(check_of(code))
    kept = keep_file(
        receive(SimpleUploadedFile(f"{number}.pdf", pdf)), owner=f"paper:{code}", by=by
    )
    paper = Paper.objects.create(
        code=code,
        owner=owner,
        number=number,
        office=office,
        dated_on=on,
        layout=layout,
        file=kept.code,
        sha256=kept.sha256,
        size=kept.size,
        made_by=by.code,
        made_at=now(),
    )
    record(
        PaperMade(
            paper=code,
            owner=owner,
            number=number,
            layout=layout,
            file=kept.code,
            sha256=kept.sha256,
            size=kept.size,
        ),
        by=by,
    )
    return paper


@action
def withdraw_paper(owner: str, *, reason: str, by: Actor) -> None:
    """Declare the papers of an owner void 作废; they stay kept, and the check page says so."""
    for paper in Paper.objects.select_for_update().filter(owner=owner, withdrawn_at=None):
        paper.withdrawn_at = now()
        paper.save(update_fields=["withdrawn_at"])
        record(
            PaperWithdrawn(paper=paper.code, owner=owner, number=paper.number, reason=reason), by=by
        )


def check_of(code: str) -> Check:
    """Code and address as a paper bears them."""
    spoken = "-".join(code[at : at + 4] for at in range(0, DIGITS, 4))
    return Check(spoken, settings.SITE_URL + reverse("portal:paper-check", args=[code]))
