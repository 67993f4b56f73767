"""The same click again finds what the first one did."""

from django.db import migrations, models

from portal.append_only import lock_again, opened


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0003_history_is_locked_the_shared_way"),
    ]

    operations = [
        opened("cases_eventpayload", erased="erased_at"),
        migrations.AddField(
            model_name='eventpayload',
            name='wish',
            field=models.CharField(blank=True, max_length=64),
        ),
        lock_again("cases_eventpayload", erased="erased_at"),
    ]
