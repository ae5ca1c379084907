"""What keeps a desk from losing work: drafts, presence, saved views. No facts, so no journal."""

from django.db import models

from sunhall.ground.sealed.fields import SealedTextField


class Draft(models.Model):
    """Unsent text of one person in one form; survives owner change, reload, session end."""

    who = models.CharField(max_length=80)
    form = models.CharField(max_length=80)
    data = SealedTextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "form"], name="draft_once")]

    def __str__(self) -> str:
        return f"{self.who} {self.form}"


class Presence(models.Model):
    """Who looks at or edits a matter just now: shown, never a lock."""

    matter = models.ForeignKey("matters.Matter", on_delete=models.CASCADE, related_name="presences")
    who = models.CharField(max_length=80)
    name = models.CharField(max_length=40)
    editing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "who"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.who} {self.matter_id}"


class SavedView(models.Model):
    """A search that one person has named for themselves 我的视图 (ux A3-02).

    `query` is the address of the search; it may hold a name or a number, so it is sealed.
    """

    who = models.CharField(max_length=80)
    name = models.CharField(max_length=20)
    query = SealedTextField()
    position = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "name"], name="view_named_once")]

    def __str__(self) -> str:
        return f"{self.who} {self.name}"
