"""Officials see and mend what is published about the province."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from portal.admin import KnownFilters
from portal.pagecache.version import bump_public_version
from portal.pages.models import Indicator, IndicatorPoint


class PointInline(admin.TabularInline):
    model = IndicatorPoint
    extra = 0
    fields = ("period", "value", "rank", "kind", "confidence", "state", "chosen", "note")


@admin.register(Indicator)
class IndicatorAdmin(KnownFilters, admin.ModelAdmin):
    list_display = ("code", "name_vi", "unit", "publisher")
    search_fields = ("code", "name_vi", "name_en")
    inlines = (PointInline,)

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        bump_public_version()
