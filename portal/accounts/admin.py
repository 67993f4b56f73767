"""People and bodies in the admin. Memberships are ended, not deleted."""

from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest

from portal.accounts.models import Membership, Organisation, OrganisationName, User
from portal.accounts.naming import record_names, state_of_names


class MembershipInline(admin.TabularInline):
    model = Membership
    fields = ("organisation", "role", "since", "ended_at")
    readonly_fields = ("since",)
    autocomplete_fields = ("organisation",)
    extra = 0
    can_delete = False


class NameInline(admin.StackedInline):
    model = OrganisationName
    filter_horizontal = ("sources",)
    extra = 0


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("email", "name", "is_staff", "is_active", "language")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "name")
    fields = ("email", "name", "language", "is_active", "is_staff", "last_login", "joined_at")
    readonly_fields = ("last_login", "joined_at")
    inlines = (MembershipInline,)
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup.split("__")[0] in ("is_staff", "is_active")  # never by the password's hash

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # people are deactivated; history keeps pointing at them


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ("key", "__str__", "kind", "parent")
    list_filter = ("kind",)
    search_fields = ("key", "names__name_vi", "names__name_en")
    inlines = (NameInline,)
    show_full_result_count = False

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = state_of_names(form.instance)
        super().save_related(request, form, formsets, change)
        record_names(form.instance, by=cast(User, request.user), before=before)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return False


# What the libraries register for themselves: rights here come from memberships, addresses and
# factors belong to the person, and nobody edits them for somebody else.
for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)
