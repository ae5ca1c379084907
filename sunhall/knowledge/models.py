"""Rows of the knowledge base: articles, their versions, doubts, and the index of their words."""

from django.db import models
from django.db.models import Q

from sunhall.knowledge.rules import (
    DRAFT,
    MARKS,
    PUBLISHED,
    RETURNED,
    STATES,
    SUBMITTED,
    VERDICTS,
    VERSION_STATES,
)


class Article(models.Model):
    """A piece of knowledge 知识: one question of people, kept by one department (H12).

    `origin` says where it came from, such as the stream of a closed request; `current` is the
    version in force. `reminded_on` and `expired_on` are for the version that is current.
    """

    number = models.CharField(max_length=20, unique=True)
    organisation = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=list(STATES.items()), default=DRAFT)
    is_public = models.BooleanField(default=False)
    current = models.ForeignKey(
        "Version", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    origin = models.CharField(max_length=80, default="", blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    expired_on = models.DateField(null=True, blank=True)
    useful = models.PositiveIntegerField(default=0)
    useless = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state"], name="article_owner"),
            models.Index(fields=["state", "valid_until"], name="article_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                name="published_article_has_a_version",
                condition=~Q(state=PUBLISHED)
                | (Q(current__isnull=False) & Q(valid_until__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Version(models.Model):
    """One version 版本 of an article; `hands` are all who wrote in it, `writes` how often."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=list(VERSION_STATES.items()), default=DRAFT)
    title = models.CharField(max_length=80)
    question = models.TextField()
    answer = models.TextField()
    phrases = models.TextField(default="", blank=True)
    basis = models.TextField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    is_public = models.BooleanField(default=False)
    hands = models.JSONField(default=list)
    writes = models.PositiveIntegerField(default=1)
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=80, default="", blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    opinion = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "n"], name="version_once"),
            models.UniqueConstraint(
                fields=["article"],
                name="one_open_version",
                condition=Q(state__in=[DRAFT, SUBMITTED, RETURNED]),
            ),
            models.UniqueConstraint(
                fields=["article"], name="one_version_in_force", condition=Q(state=PUBLISHED)
            ),
            models.CheckConstraint(
                name="version_ends_after_start",
                condition=Q(valid_until__gte=models.F("valid_from")),
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="version_waiting")]

    def __str__(self) -> str:
        return f"{self.article_id} v{self.n}"


class Doubt(models.Model):
    """Somebody on the staff says 这条有误; the owner owes a reply by `due_at`."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="doubts")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(
        max_length=12, default="", blank=True, choices=list(VERDICTS.items())
    )
    reply = models.TextField(default="", blank=True)
    replied_by = models.CharField(max_length=80, default="", blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="doubt_answered_with_words",
                condition=Q(replied_at__isnull=True) | (~Q(verdict="") & ~Q(reply="")),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="doubt_waiting", condition=Q(replied_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.at:%F}"


class Sample(models.Model):
    """Articles drawn at random 抽检 with the seed; drawn again they are the same (norms 1.5)."""

    seed = models.CharField(max_length=64)
    n = models.PositiveSmallIntegerField()
    organisation = models.CharField(max_length=60, default="", blank=True)
    size = models.PositiveIntegerField()
    population = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.seed} {self.n}"


class Sampled(models.Model):
    """One version that was drawn, and what a second pair of eyes found of it 判定."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="items")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=8, default="", blank=True, choices=list(MARKS.items()))
    words = models.TextField(default="", blank=True)
    marked_by = models.CharField(max_length=80, default="", blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample", "version"], name="sampled_once"),
            models.CheckConstraint(
                name="marked_with_a_mark",
                condition=Q(marked_at__isnull=True) | (~Q(mark="") & ~Q(marked_by="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["marked_at"], name="sampled_marked", condition=Q(marked_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.version_id}"


class ArticleText(models.Model):
    """The tokens of a published article: of its head, and all. The engine's own index lies over
    them (migration 0001); derived, never a fact of its own."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    head = models.TextField()
    tokens = models.TextField()

    def __str__(self) -> str:
        return str(self.article_id)


class TokenCount(models.Model):
    """How many published articles hold a token: rare words find more than common ones.

    The empty token counts the articles themselves.
    """

    token = models.CharField(max_length=60, primary_key=True)
    articles = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.token} {self.articles}"
