"""The same click again finds what the first one did."""

from django.conf import settings
from django.db import migrations, models

from portal.append_only import lock_again, opened


class Migration(migrations.Migration):

    dependencies = [
        ("enquiries", "0003_codes_of_an_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        opened("enquiries_enquiryevent"),
        migrations.AddField(
            model_name='enquiryevent',
            name='wish',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name='enquiryevent',
            constraint=models.UniqueConstraint(condition=models.Q(('wish', ''), _negated=True), fields=('enquiry', 'wish'), name='one_event_per_wish'),
        ),
        lock_again("enquiries_enquiryevent"),
    ]
