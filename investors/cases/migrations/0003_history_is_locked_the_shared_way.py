"""Events under the triggers that every history has; their payloads may be erased, and only that.

The first triggers (0002) let SQLite's INSERT OR REPLACE through.
"""

from importlib import import_module

from django.db import migrations

from portal.append_only import append_only

first = import_module("investors.cases.migrations.0002_events_are_append_only")


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_events_are_append_only")]
    operations = [
        migrations.RunPython(first.lift, first.lay, elidable=False),
        append_only("cases_event"),
        append_only("cases_eventpayload", erased="erased_at"),
    ]
