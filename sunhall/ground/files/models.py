"""The row of a kept file. What it holds lies on disk under its hash."""

from django.db import models

from sunhall.ground.files.kinds import KINDS, ORIGINAL, Kind
from sunhall.ground.files.scanner import CLEAN, INFECTED, NOT_SCANNED
from sunhall.ground.sealed.fields import SealedTextField


class StoredFile(models.Model):
    """One person's copy of one file 附件, owned by a matter or another noun named as text."""

    SCANS = (NOT_SCANNED, CLEAN, INFECTED)

    code = models.CharField(max_length=24, unique=True)
    owner = models.CharField(max_length=80)
    # Keyed hash of the network it came from, as long as nothing was sent with it.
    sender = models.CharField(max_length=64, default="", blank=True)
    name = SealedTextField()
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=12, default=NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True, blank=True)
    is_private = models.BooleanField(default=True)
    metadata_removed = models.BooleanField(default=False)
    has_active_content = models.BooleanField(default=False)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    kept_by = models.CharField(max_length=80)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scan__in=(NOT_SCANNED, CLEAN, INFECTED)), name="file_scan_known"
            ),
            models.CheckConstraint(
                condition=models.Q(scan=NOT_SCANNED) ^ models.Q(scanned_at__isnull=False),
                name="file_scanned_at",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="file_not_empty"),
        ]
        indexes = [
            models.Index(
                "owner",
                "kept_at",
                name="file_of_owner",
                condition=models.Q(removed_at__isnull=True),
            ),
            models.Index(fields=["sender"], name="file_unsent", condition=~models.Q(sender="")),
            models.Index(
                "id",
                name="file_to_scan",
                condition=models.Q(scanned_at__isnull=True, removed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}.{self.kind}"

    @property
    def true_kind(self) -> Kind:
        """The kind, as content told it."""
        return ORIGINAL if self.kind == ORIGINAL.code else KINDS[self.kind]

    @property
    def media_type(self) -> str:
        return self.true_kind.media_type

    @property
    def family(self) -> str:
        return self.true_kind.family

    @property
    def is_scanned(self) -> bool:
        """False shows the mark 未扫描."""
        return self.scan != NOT_SCANNED

    @property
    def has_thumbnail(self) -> bool:
        return self.width is not None
