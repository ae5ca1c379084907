"""Tokens of matters, with GIN over tsvector on PostgreSQL and FTS5 on SQLite (K1)."""

import django.db.models.deletion
from django.db import migrations, models

POSTGRESQL = """
CREATE INDEX matter_text_words ON matters_mattertext USING gin (to_tsvector('simple', tokens));
"""
SQLITE = (
    "CREATE VIRTUAL TABLE matters_mattertext_words USING fts5("
    "tokens, content='matters_mattertext', content_rowid='matter_id', tokenize='unicode61');",
    "CREATE TRIGGER matter_text_in AFTER INSERT ON matters_mattertext BEGIN "
    "INSERT INTO matters_mattertext_words(rowid, tokens) VALUES (new.matter_id, new.tokens); END;",
    "CREATE TRIGGER matter_text_out AFTER DELETE ON matters_mattertext BEGIN "
    "INSERT INTO matters_mattertext_words(matters_mattertext_words, rowid, tokens) "
    "VALUES ('delete', old.matter_id, old.tokens); END;",
)


def index(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
    else:
        for statement in SQLITE:
            editor.execute(statement)


def unindex(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS matter_text_words")
    else:
        editor.execute("DROP TABLE IF EXISTS matters_mattertext_words")


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="MatterText",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="matters.matter",
                    ),
                ),
                ("tokens", models.TextField()),
            ],
        ),
        migrations.RunPython(index, unindex),
    ]
