"""From when an account that was opened again counts anew as dormant."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="reopened_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
