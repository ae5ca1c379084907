"""Meetings of departments 会商 with their tasks, and instructions of leaders 批示 (H2, H3)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0009_joint_meeting"),
        ("matters", "0006_answer_third"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("called_at", models.DateTimeField()),
                ("called_by", models.CharField(max_length=80)),
                ("meets_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("agenda", models.TextField()),
                ("concluded_at", models.DateTimeField(blank=True, null=True)),
                ("concluded_by", models.CharField(blank=True, default="", max_length=80)),
                ("decision", models.TextField(blank=True, default="")),
                ("off_at", models.DateTimeField(blank=True, null=True)),
                ("off_reason", models.TextField(blank=True, default="")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conferences",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Conferee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("post", models.CharField(max_length=60)),
                ("is_lead", models.BooleanField(default=False)),
                ("attended_by", models.CharField(blank=True, default="", max_length=80)),
                ("opinion", models.TextField(blank=True, default="")),
                ("task", models.TextField(blank=True, default="")),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("late_at", models.DateTimeField(blank=True, null=True)),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("reported_by", models.CharField(blank=True, default="", max_length=80)),
                ("report", models.TextField(blank=True, default="")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conferees",
                        to="hotline.conference",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Instruction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leader", models.CharField(max_length=80)),
                ("to", models.CharField(max_length=60)),
                ("words", models.TextField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("given_at", models.DateTimeField()),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                ("reported_by", models.CharField(blank=True, default="", max_length=80)),
                ("report", models.TextField(blank=True, default="")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("done_words", models.TextField(blank=True, default="")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("concluded_at__isnull", True), ("off_at__isnull", True)),
                fields=("matter",),
                name="one_open_conference",
            ),
        ),
        migrations.AddConstraint(
            model_name="conference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("concluded_at__isnull", True),
                    models.Q(("decision", ""), _negated=True),
                    _connector="OR",
                ),
                name="concluded_conference_has_a_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="conferee",
            index=models.Index(fields=["post", "conference"], name="conferee_post"),
        ),
        migrations.AddConstraint(
            model_name="conferee",
            constraint=models.UniqueConstraint(fields=("conference", "post"), name="conferee_once"),
        ),
        migrations.AddConstraint(
            model_name="conferee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_lead", True)), fields=("conference",), name="one_lead"
            ),
        ),
        migrations.AddIndex(
            model_name="instruction",
            index=models.Index(fields=["leader", "-given_at"], name="instruction_of"),
        ),
        migrations.AddConstraint(
            model_name="instruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", True), ("reported_at__isnull", False), _connector="OR"
                ),
                name="done_instruction_was_reported",
            ),
        ),
    ]
