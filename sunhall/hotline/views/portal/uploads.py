"""Files that come with a form: received, kept for their owner, or refused beside the field."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from sunhall.ground.access.actor import Actor
from sunhall.ground.files import queries as files
from sunhall.ground.files import receive, store
from sunhall.ground.kit.network import network
from sunhall.ground.kit.sentence import Sentence
from sunhall.ground.sealed.blind import blind_index
from sunhall.ground.web.doors import Request
from sunhall.ground.web.forms import refusal

if TYPE_CHECKING:
    from sunhall.ground.files.models import StoredFile

MOST_FILES = 9


def kept_uploads(
    request: Request,
    form: forms.Form,
    *,
    owner: str,
    already: int = 0,
    names: Iterable[str] = ("photo", "attached"),
    most: int = MOST_FILES,
    sender: str = "",
) -> list[str]:
    """Keep every uploaded file of a form for an owner; what is refused becomes a form error.

    A file that was refused does not lose the others, nor a word that was typed. Counted is what
    waits of one `sender`, the network of a resident.
    """
    kept: list[str] = []
    sender = sender or sender_of(request)
    for name in names:
        for upload in request.FILES.getlist(name):
            if already + len(kept) >= most:
                form.add_error(name, Sentence("最多添加 {n} 个文件，请先移除一个", n=most))
                return kept
            if files.unsent_bytes(sender) + (upload.size or 0) > settings.UNSENT_MOST_BYTES:
                form.add_error(name, _("这里暂存的文件太多。请先提交，文件可以过一天再补充"))
                return kept
            keep = partial(_keep, upload, kept, owner=owner, sender=sender, by=request.actor)
            if refused := refusal(keep):
                form.add_error(name, refused.verdict.reason)
    return kept


def _keep(upload: receive.Upload, kept: list[str], *, owner: str, sender: str, by: Actor) -> None:
    received = receive.receive(upload)
    kept.append(store.keep_file(received, owner=owner, sender=sender, by=by).code)


def sender_of(request: Request) -> str:
    """The network a file comes from, as a keyed hash: to limit it, not to know it (PIPL 6)."""
    return blind_index(network(str(request.META.get("REMOTE_ADDR", ""))), "file-sender")


def shown_files(owner: str, codes: list[str]) -> "list[StoredFile]":
    """Kept files of an owner, in the order they came."""
    return list(files.files_of(owner).filter(code__in=codes)) if codes else []
