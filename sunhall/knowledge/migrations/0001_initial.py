"""The knowledge base, with GIN over tsvector on PostgreSQL and FTS5 on SQLite (H12)."""

import django.db.models.deletion
from django.db import migrations, models

POSTGRESQL = (
    "CREATE INDEX article_head_words ON knowledge_articletext "
    "USING gin (array_to_tsvector(string_to_array(head, ' ')));",
    "CREATE INDEX article_words ON knowledge_articletext "
    "USING gin (array_to_tsvector(string_to_array(tokens, ' ')));",
)
SQLITE = (
    "CREATE VIRTUAL TABLE knowledge_articletext_words USING fts5(head, tokens, "
    "content='knowledge_articletext', content_rowid='article_id', tokenize='unicode61');",
    "CREATE TRIGGER article_text_in AFTER INSERT ON knowledge_articletext BEGIN "
    "INSERT INTO knowledge_articletext_words(rowid, head, tokens) "
    "VALUES (new.article_id, new.head, new.tokens); END;",
    "CREATE TRIGGER article_text_out AFTER DELETE ON knowledge_articletext BEGIN "
    "INSERT INTO knowledge_articletext_words(knowledge_articletext_words, rowid, head, tokens) "
    "VALUES ('delete', old.article_id, old.head, old.tokens); END;",
)


def index(apps, editor):
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unindex(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS article_head_words")
        editor.execute("DROP INDEX IF EXISTS article_words")
    else:
        editor.execute("DROP TABLE IF EXISTS knowledge_articletext_words")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("organisation", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=80)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "未发布"),
                            ("published", "已发布"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("is_public", models.BooleanField(default=False)),
                ("origin", models.CharField(blank=True, default="", max_length=80)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                ("expired_on", models.DateField(blank=True, null=True)),
                ("useful", models.PositiveIntegerField(default=0)),
                ("useless", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TokenCount",
            fields=[
                ("token", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("articles", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ArticleText",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="knowledge.article",
                    ),
                ),
                ("head", models.TextField()),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("submitted", "待审核"),
                            ("returned", "退回修改"),
                            ("published", "已发布"),
                            ("replaced", "已被新版本替换"),
                            ("withdrawn", "已撤下"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("question", models.TextField()),
                ("answer", models.TextField()),
                ("phrases", models.TextField(blank=True, default="")),
                ("basis", models.TextField()),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField()),
                ("is_public", models.BooleanField(default=False)),
                ("hands", models.JSONField(default=list)),
                ("writes", models.PositiveIntegerField(default=1)),
                ("written_by", models.CharField(max_length=80)),
                ("written_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("reviewed_by", models.CharField(blank=True, default="", max_length=80)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("opinion", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="knowledge.article",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField()),
                ("by", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("passed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("corrected", "确有错误，已改正"),
                            ("correcting", "确有错误，正在改"),
                            ("right", "内容无误"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("reply", models.TextField(blank=True, default="")),
                ("replied_by", models.CharField(blank=True, default="", max_length=80)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doubts",
                        to="knowledge.article",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="knowledge.version",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="article",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="knowledge.version",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(fields=["state", "submitted_at"], name="version_waiting"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("article", "n"), name="version_once"),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                fields=("article",),
                name="one_open_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("article",),
                name="one_version_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                name="version_ends_after_start",
            ),
        ),
        migrations.AddIndex(
            model_name="doubt",
            index=models.Index(
                condition=models.Q(("replied_at__isnull", True)),
                fields=["due_at"],
                name="doubt_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="doubt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replied_at__isnull", True),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True),
                        models.Q(("reply", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="doubt_answered_with_words",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["organisation", "state"], name="article_owner"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["state", "valid_until"], name="article_expiry"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(("current__isnull", False), ("valid_until__isnull", False)),
                    _connector="OR",
                ),
                name="published_article_has_a_version",
            ),
        ),
        migrations.RunPython(index, unindex),
    ]
