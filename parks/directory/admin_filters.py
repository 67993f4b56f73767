"""What the list of figures in the admin is narrowed by."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parks.directory.models import Figure


class LateFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("late", _("past its review date"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.past_review(timezone.localdate()) if self.value() == "late" else queryset


class SupersededFilter(admin.SimpleListFilter):
    title = _("superseded")
    parameter_name = "superseded"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("superseded by a newer value")), ("no", _("current"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Figure]) -> QuerySet[Figure]:
        asked = self.value()
        if asked not in ("yes", "no"):
            return queryset
        return queryset.filter(superseded_by__isnull=asked == "no")
