"""A value without a date of its own is to be reviewed some months after it was recorded.

Until now it had no date of review and was on no worklist. Nobody said anything new of it, so its
history has no row for this; the next one tells the date.
"""

from datetime import date
from typing import Any

from django.db import migrations
from django.utils import timezone

# As `kinds.py` had them then; 24 for the others.
MONTHS = {
    6: "area_leased_ha area_free_ha largest_plot_ha occupancy_pct",
    12: "lease_price_usd_m2_min lease_price_usd_m2_max management_fee workers_nearby wage "
    "worker_housing training power_outages renewable_share power_free_mva water_free_m3_day "
    "wastewater_used_m3_day wastewater_headroom_m3_day central_treatment gas fibre port "
    "green_label",
    120: "road_distance road_distance_other straight_line",
    240: "established_year established_basis",
}
BY_KIND = {kind: months for months, kinds in MONTHS.items() for kind in kinds.split()}


def count_from_the_recording(apps: Any, _schema_editor: Any) -> None:
    figures = apps.get_model("directory", "Figure").objects
    undated = list(figures.filter(review_due=None).only("pk", "kind", "recorded_at"))
    for figure in undated:
        day = timezone.localdate(figure.recorded_at)
        years, month = divmod(day.month - 1 + BY_KIND.get(figure.kind, 24), 12)
        figure.review_due = date(day.year + years, month + 1, min(day.day, 28))
    figures.bulk_update(undated, ["review_due"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("directory", "0012_park_operators")]
    operations = [migrations.RunPython(count_from_the_recording, migrations.RunPython.noop)]
