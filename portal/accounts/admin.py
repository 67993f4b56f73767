"""People and bodies in the admin. Memberships are ended, not deleted."""

from collections.abc import Iterable
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.desk_views import confirm, names
from portal.accounts.models import (
    Membership,
    Organisation,
    OrganisationEvent,
    OrganisationName,
    User,
)
from portal.accounts.naming import EDIT, names_to_confirm, record_names, state_of_names
from portal.admin import Desk, KnownFilters, Lane, officials_site
from portal.drawn import DrawnForm


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


class NameHistory(admin.TabularInline):
    """Who changed or confirmed a name, and when; for reading."""

    model = OrganisationEvent
    fields = readonly_fields = ("at", "by", "before", "after")
    extra = 0
    can_delete = False
    verbose_name_plural = _("History")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


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

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever changes an address can reset the password behind it: who may do everything is
        changed only by their like."""
        if obj and obj.is_superuser and not cast(User, request.user).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # people are deactivated; history keeps pointing at them


class OrganisationForm(DrawnForm):
    class Meta:
        model = Organisation
        fields = "__all__"


@admin.register(Organisation)
class OrganisationAdmin(KnownFilters, admin.ModelAdmin):
    form = OrganisationForm
    list_display = ("key", "__str__", "kind", "parent")
    list_filter = ("kind",)
    search_fields = ("key", "names__name_vi", "names__name_en")
    inlines = (NameInline, NameHistory)
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


def lanes(request: HttpRequest) -> Iterable[Lane]:
    """Names that no source gives; nothing once each is confirmed."""
    if not request.user.has_perm(EDIT):
        return
    waiting = names_to_confirm().count()
    if waiting:
        yield Lane(_("Confirm the desk's name"), reverse("admin:names_to_confirm"), waiting)


def no_hits(request: HttpRequest, typed: str) -> Iterable[tuple[str, str, str]]:
    return ()


officials_site().add_desk(Desk(_("People and bodies"), lanes, no_hits))
officials_site().add_url("work/names/", names, "names_to_confirm")
officials_site().add_url("work/names/<int:pk>/confirm/", confirm, "confirm_name")
