"""A park or figure with a history is not deleted either: PROTECT says so with a sentence."""

import django.db.models.deletion
from django.db import migrations, models

from portal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_status_source")]
    operations = [
        migrations.AlterField(
            "figureevent",
            "figure",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="directory.figure",
            ),
        ),
        migrations.AlterField(
            "parkevent",
            "park",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="directory.park",
            ),
        ),
        append_only("directory_figureevent"),
        append_only("directory_parkevent"),
    ]
