from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_mark")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["actor", "-id"], name="entry_actor"),
        ),
    ]
