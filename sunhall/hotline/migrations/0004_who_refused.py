"""Who refused a request before that was kept 不予受理: they do not review it either (H6)."""

from django.db import migrations, models


def name_who_refused(apps, editor):
    """A request that stands refused was refused by whoever gave its last answer."""
    matter = apps.get_model("matters", "Matter").objects.filter(pk=models.OuterRef("pk"))
    who = models.Subquery(matter.values("last_answer__by")[:1])
    rows = apps.get_model("hotline", "Request").objects.filter(matter__stage="refused")
    rows.filter(refused_by="").update(refused_by=who, answered_by=who)


class Migration(migrations.Migration):
    dependencies = [("hotline", "0003_publication")]

    operations = [migrations.RunPython(name_who_refused, migrations.RunPython.noop)]
