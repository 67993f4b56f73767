from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("directory", "0013_undated_figures_fall_due")]
    operations = [migrations.RemoveField(model_name="plot", name="note")]
