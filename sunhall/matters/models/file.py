"""Files that belong to a matter."""

from django.db import models


class MatterFile(models.Model):
    """A stored file of a matter; `file` is its public id in the file store."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.PROTECT, related_name="files")
    file = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    shown_to_person = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "file"], name="file_once")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.file}"
