"""Leave over whole days was kept until 23:59:59; what is still to come ends with the day."""

from datetime import timedelta
from typing import Any

from django.db import migrations

from sunhall.ground.kit.now import LOCAL, now


def end_at_midnight(apps: Any, schema_editor: Any) -> None:
    """What is over stays as it was: nobody answered otherwise then."""
    leave = apps.get_model("directory", "Leave")
    for row in leave.objects.filter(to_at__gt=now()):
        if f"{row.to_at.astimezone(LOCAL):%T}" == "23:59:59":
            row.to_at += timedelta(seconds=1)
            row.save(update_fields=["to_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(end_at_midnight, migrations.RunPython.noop, elidable=True),
    ]
