"""What a matter says, as tokens for search; built by a job, never a fact of its own."""

from django.db import models


class MatterText(models.Model):
    """The tokens of one matter. An index of the engine's own lies over them (migration 0002)."""

    matter = models.OneToOneField(
        "matters.Matter", on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    tokens = models.TextField()

    def __str__(self) -> str:
        return str(self.matter_id)
