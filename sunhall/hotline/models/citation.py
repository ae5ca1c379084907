"""Citations 引用: what an answer rests on, in the very version it rested on (H12)."""

from django.db import models


class Citation(models.Model):
    """An answer cites a version of an article; newer versions change nothing of it."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="citations")
    answer = models.ForeignKey("matters.Answer", on_delete=models.PROTECT, related_name="citations")
    version = models.ForeignKey(
        "knowledge.Version", on_delete=models.PROTECT, related_name="citations"
    )
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="cited_once")]
        indexes = [models.Index(fields=["at"], name="citation_at")]

    def __str__(self) -> str:
        return f"{self.matter_id} → {self.version_id}"
