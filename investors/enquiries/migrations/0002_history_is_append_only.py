from django.db import migrations

from portal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0001_initial")]
    operations = [append_only("enquiries_enquiryevent"), append_only("enquiries_normevent")]
