"""Who refused a request: nobody reviews their own refusal (H6)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("hotline", "0002_public_text")]

    operations = [
        migrations.AddField(
            "request", "refused_by", models.CharField(blank=True, default="", max_length=80)
        ),
    ]
