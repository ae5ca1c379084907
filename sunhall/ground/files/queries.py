"""Reading kept files. Who may see them is decided by the domain that owns them."""

from datetime import datetime, timedelta

from django.db.models import QuerySet, Sum

from sunhall.ground.access.actor import Actor
from sunhall.ground.files.events import FileOpened
from sunhall.ground.files.models import StoredFile
from sunhall.ground.files.scanner import INFECTED
from sunhall.ground.journal.audit import Asked, entries
from sunhall.ground.kit.now import now
from sunhall.ground.kit.refusal import NotFound

# Longer than anybody watches one film.
ONE_OPENING = timedelta(hours=12)


def files_of(*owners: str) -> QuerySet[StoredFile]:
    """The files of one or several owners such as `matter:R261122-4839207`, oldest first."""
    return present().filter(owner__in=owners).order_by("kept_at", "pk")


def file_of(owner: str, code: str) -> StoredFile:
    """One file of one owner. The caller has already asked whether this actor may see the owner."""
    found = present().filter(owner=owner, code=code).first()
    if found is None:
        raise NotFound(code)
    return found


def opened_lately(stored: StoredFile, by: Actor) -> bool:
    """Whether the journal tells that this actor has opened it: the next part is no opening."""
    asked = Asked(stream=f"file:{stored.code}", actor=by.code, kind=FileOpened.kind)
    return entries(asked).filter(at__gt=now() - ONE_OPENING).exists()


def unsent_bytes(sender: str) -> int:
    """How much lies here that came from a sender and was not sent with anything yet."""
    kept = present().filter(sender=sender) if sender else present().none()
    return kept.aggregate(total=Sum("size"))["total"] or 0


def unsent_before(owners: str, before: datetime) -> QuerySet[StoredFile]:
    """Files of owners whose names begin so, that were kept long ago and never sent."""
    return present().filter(owner__startswith=owners, kept_at__lt=before)


def present() -> QuerySet[StoredFile]:
    """Files that were not removed."""
    return StoredFile.objects.filter(removed_at__isnull=True)


def files_waiting_for_scan() -> QuerySet[StoredFile]:
    """Files marked 未扫描, oldest first."""
    return present().filter(scanned_at__isnull=True).order_by("pk")


def files_in_quarantine() -> QuerySet[StoredFile]:
    """Infected files that wait for an administrator."""
    return present().filter(scan=INFECTED).order_by("pk")
