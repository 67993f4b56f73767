"""What became of a row, for reading in the admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class History(admin.TabularInline):
    """What happened to a row, for reading; the verbs write it."""

    readonly_fields: ClassVar[tuple[str, ...]] = ("at", "actor", "reason", "before", "after")
    fields = readonly_fields
    extra = 0
    can_delete = False
    verbose_name_plural = _("History")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
