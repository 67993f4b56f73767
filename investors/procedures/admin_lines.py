"""The rows under a procedure and under a version in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from investors.procedures.models import (
    Citation,
    LegalBasis,
    Paper,
    ProcedureEvent,
    ProcedureVersion,
    Step,
    Variant,
)
from portal.accounts.models import User
from portal.accounts.roles import may

RIGHT = "procedures.edit"


def may_edit(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and (user.is_superuser or may(user, RIGHT))


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VersionLines(ReadOnlyInline):
    model = ProcedureVersion
    fields = ("number", "status", "name_vi", "published_at", "published_by")
    readonly_fields = fields
    show_change_link = True
    ordering = ("-number",)


class History(ReadOnlyInline):
    model = ProcedureEvent
    fields = ("at", "what", "version", "actor", "changes")
    readonly_fields = fields


class PartInline(admin.StackedInline):
    """Rows of a version; open for writing while it is a draft."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit(request) and (obj is None or obj.status == ProcedureVersion.Status.DRAFT)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)


class StepInline(PartInline):
    model = Step


class PaperInline(PartInline):
    model = Paper


class BasisInline(PartInline):
    model = LegalBasis
    autocomplete_fields = ("instrument",)


class VariantInline(PartInline):
    model = Variant


class CitationInline(PartInline):
    model = Citation
