"""The calendar in the admin: every change goes through a verb of `publishing.py`."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.admin import Desk, KnownFilters, Lane, ReadOnly, officials_site
from portal.workdays.desk_views import propose, publish, remove
from portal.workdays.forms import DayForm
from portal.workdays.models import CalendarEvent, CalendarYear, DayRule
from portal.workdays.publishing import EDIT, set_day

# From this month on "my work" asks for next year's calendar; the ministry announces it then.
ASKED_FROM_MONTH = 10


class LookedAt(ReadOnly, KnownFilters, admin.ModelAdmin):
    """Shown, never edited by a form."""

    show_full_result_count = False


@admin.register(CalendarYear)
class CalendarYearAdmin(LookedAt):
    list_display = ("year", "status", "published_by", "published_at", "note")
    list_select_related = ("published_by",)
    change_list_template = "admin/workdays/calendaryear/change_list.html"
    change_form_template = "admin/workdays/calendaryear/change_form.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        years = CalendarYear.objects.values_list("year", flat=True)
        context = {
            "may_edit": request.user.has_perm(EDIT),
            "next_year": max(years, default=timezone.localdate().year - 1) + 1,
        }
        return super().changelist_view(request, {**(extra_context or {}), **context})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        year = context["original"]
        context["may_edit"] = request.user.has_perm(EDIT)
        context["days"] = DayRule.objects.of_year(year.year).select_related("source")
        context["moves"] = [
            (status.value, label)
            for status, label in (
                (CalendarYear.Status.PUBLISHED, _("Publish")),
                (CalendarYear.Status.PROVISIONAL, _("Make it provisional")),
                (CalendarYear.Status.DRAFT, _("Make it a draft, not counted")),
            )
            if status != year.status or not year.published_at
        ]
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(DayRule)
class DayRuleAdmin(KnownFilters, admin.ModelAdmin):
    """Officials add days and correct their own; rows of the file and the library are shown."""

    form = DayForm
    list_display = ("date", "kind", "name_vi", "confirmed", "origin", "source")
    list_filter = ("origin", "kind", "confirmed")
    list_select_related = ("source",)
    date_hierarchy = "date"
    search_fields = ("name_vi", "name_en")
    autocomplete_fields = ("source",)
    show_full_result_count = False
    change_form_template = "admin/workdays/dayrule/change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: DayRule | None = None) -> bool:
        theirs = obj is None or obj.origin == DayRule.Origin.OFFICIAL
        return theirs and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: DayRule | None = None) -> bool:
        return False  # an entry is taken back by its button, with a reason

    def get_fields(self, request: HttpRequest, obj: DayRule | None = None) -> Any:
        if obj is not None and not self.has_change_permission(request, obj):
            return (*DayForm.Meta.fields, "confirmed", "origin")
        return (*DayForm.Meta.fields, "reason", "last_change")

    def save_model(self, request: HttpRequest, obj: DayRule, form: Any, change: bool) -> None:
        names = {name: value for name, value in form.cleaned_data.items() if name[:5] == "name_"}
        row = set_day(
            obj.date,
            DayRule.Kind(obj.kind),
            by=request.user,
            reason=form.cleaned_data["reason"],
            names=names if any(names.values()) else None,
            source=obj.source,
        )
        obj.pk = row.pk


@admin.register(CalendarEvent)
class CalendarEventAdmin(LookedAt):
    list_display = ("at", "what", "year", "date", "by", "reason", "version")
    list_filter = ("what", "year")
    list_select_related = ("by",)


def lanes(request: HttpRequest) -> Iterable[Lane]:
    """Late in the year: next year's calendar, until someone has published it."""
    today = timezone.localdate()
    if today.month < ASKED_FROM_MONTH or not request.user.has_perm(EDIT):
        return
    published = CalendarYear.objects.filter(
        year=today.year + 1, status=CalendarYear.Status.PUBLISHED
    )
    if not published.exists():
        label = _("Next year's calendar to publish")
        yield Lane(label, reverse("admin:workdays_calendaryear_changelist"), 1)


def no_hits(request: HttpRequest, typed: str) -> Iterable[tuple[str, str, str]]:
    return ()


officials_site().add_desk(Desk(_("Calendar"), lanes, no_hits))
officials_site().add_url("work/calendar/propose/", propose, "calendar_propose")
officials_site().add_url("work/calendar/<int:year>/publish/", publish, "calendar_publish")
officials_site().add_url("work/calendar/day/<int:pk>/remove/", remove, "calendar_remove_day")
