"""What the dispatch catalogue has sent 派单, and what was decided on objections (H2)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0005_reject_facts"),
        ("matters", "0005_undo_and_saved_view"),
    ]

    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="is_department",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="DispatchMade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("post", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=80)),
                ("recalled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made",
                        to="hotline.dispatch",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="matters.matter",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="objection",
                        serialize=False,
                        to="matters.return",
                    ),
                ),
                ("made_by", models.CharField(max_length=80)),
                ("upheld", models.BooleanField(blank=True, null=True)),
                ("words", models.TextField(blank=True, default="")),
                ("to", models.CharField(blank=True, default="", max_length=60)),
                ("decided_by", models.CharField(blank=True, default="", max_length=80)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("upheld__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("upheld__isnull", False)),
                            _connector="OR",
                        ),
                        name="objection_decided_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("upheld", False), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="objection_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", ""),
                            models.Q(("decided_by", models.F("made_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_decides_his_own_objection",
                    ),
                ],
            },
        ),
    ]
