"""Registers of the hotline: classes, dispatch catalogue, desk posts, answer templates."""

from django.db import models


class RequestClass(models.Model):
    """One node of the three-level class tree 三级分类, two digits a level, loadable."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    needs_three_steps = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=120, default="", blank=True)

    def __str__(self) -> str:
        return self.path


class Dispatch(models.Model):
    """One line of the dispatch catalogue 派单目录: class × place → post, with its basis."""

    class_code = models.CharField(max_length=6)
    place = models.CharField(max_length=15, default="", blank=True)
    post = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    is_department = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["class_code"], name="dispatch_class")]

    def __str__(self) -> str:
        return f"{self.class_code} {self.place} → {self.post}"


class DispatchMade(models.Model):
    """One request sent to a post 派单, on a line of the catalogue or on somebody's own judgement.

    What its lines are worth is counted from here: returned ÷ dispatched (norms 1.5).
    """

    matter = models.ForeignKey(
        "matters.Matter", on_delete=models.PROTECT, related_name="dispatches"
    )
    line = models.ForeignKey(
        Dispatch, null=True, blank=True, on_delete=models.PROTECT, related_name="made"
    )
    post = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    recalled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id} → {self.post}"


class DeskPost(models.Model):
    """Which post serves a purpose of the hotline: intake, decision, revisit, discipline, leader."""

    purpose = models.CharField(max_length=20, unique=True)
    post = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.purpose} {self.post}"


class AnswerTemplate(models.Model):
    """A text to begin an answer with, versioned."""

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=80)
    class_code = models.CharField(max_length=6, default="", blank=True)
    text = models.TextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="answer_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
