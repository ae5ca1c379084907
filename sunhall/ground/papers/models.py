"""The row of a printed paper: what its check code proves, and where its bytes lie."""

from django.db import models


class Paper(models.Model):
    """One printed paper 文书, owned by a noun named as text, such as `letter:12`."""

    code = models.CharField(max_length=20, unique=True)
    owner = models.CharField(max_length=80)
    number = models.CharField(max_length=80)
    office = models.CharField(max_length=80)
    dated_on = models.DateField()
    layout = models.CharField(max_length=24)
    file = models.CharField(max_length=24)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], name="paper_owner")]

    def __str__(self) -> str:
        return self.number
