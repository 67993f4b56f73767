from django.db import migrations

from portal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("procedures", "0002_decision")]
    operations = [append_only("procedures_procedureevent")]
