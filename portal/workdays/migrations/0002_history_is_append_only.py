from django.db import migrations

from portal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]
    operations = [append_only("workdays_calendarevent")]
