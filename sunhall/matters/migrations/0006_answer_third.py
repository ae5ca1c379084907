"""The third step 三步工作法第三步 beside cause, basis and plan of an answer (H5)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0005_undo_and_saved_view"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="third",
            field=models.CharField(
                blank=True,
                choices=[
                    ("done", "能办到的，已迅速办理"),
                    ("explained", "办不到的，已详细解释"),
                    ("worked", "不合理的，已耐心做工作"),
                ],
                default="",
                max_length=10,
            ),
        ),
    ]
