"""Recomputations batch by batch, and the ground of a pause with its code and article (K3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0003_remove_matter_matter_inbox_and_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recomputation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("place", models.CharField(blank=True, default="", max_length=15)),
                ("why", models.CharField(max_length=300)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("moved", models.PositiveIntegerField(default=0)),
                ("after", models.BigIntegerField(default=0)),
                ("began_at", models.DateTimeField()),
                ("beat_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="recomputed_days_in_order",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="pause",
            name="code",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="pause",
            name="code_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="pause",
            name="article",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
    ]
