"""What waits for the one-stop desk is one list."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0005_labels"),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('status__in', ['1', '9'])), fields=['due', 'id'], name='case_of_one_stop'),
        ),
    ]
