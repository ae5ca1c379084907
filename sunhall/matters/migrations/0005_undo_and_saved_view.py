"""Acts that can be undone, and searches that somebody named for themselves (ux A3-02, A3-09)."""

from django.db import migrations, models

import sunhall.ground.sealed.fields


class Migration(migrations.Migration):
    dependencies = [("matters", "0004_recomputation")]

    operations = [
        migrations.AddField("note", "undone_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("pause", "undone_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("return", "undone_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=20)),
                ("query", sunhall.ground.sealed.fields.SealedTextField()),
                ("position", models.PositiveSmallIntegerField()),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("who", "name"), name="view_named_once")
                ],
            },
        ),
    ]
