"""Translations that wait for an official, each beside its source."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.admin import Desk, KnownFilters, Lane, ReadOnly, officials_site
from portal.languages.models import TextReview
from portal.refusals import Refused
from portal.translations.interface import RECORD
from portal.translations.reviewing import MAY, confirm
from portal.translations.rooms import text_of


@admin.register(TextReview)
class TextReviewAdmin(ReadOnly, KnownFilters, admin.ModelAdmin):
    list_display = ("text", "language", "source", "translation", "reviewed", "reviewed_by")
    list_filter = ("reviewed", "language")
    list_select_related = ("reviewed_by",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("record",)
    actions = ("confirm",)
    ordering = ("reviewed", "language", "record", "pk")

    @admin.display(description=_("text"))
    def text(self, row: TextReview) -> str:
        name = row.record.partition(":")[2] or row.record
        return f"{name} · {row.field}" if row.record != RECORD else str(_("the interface"))

    @admin.display(description=_("source text"))
    def source(self, row: TextReview) -> SafeString | str:
        return self._tagged(row, row.source_language)

    @admin.display(description=_("translation"))
    def translation(self, row: TextReview) -> SafeString | str:
        return self._tagged(row, row.language)

    def _tagged(self, row: TextReview, language: str) -> SafeString | str:
        text = text_of(row.record, row.field, language)
        return format_html('<span lang="{}">{}</span>', language, text) if text else "–"

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY)

    @admin.action(description=_("Confirm: read against its source"), permissions=["confirm"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[TextReview]) -> None:
        keys = list(queryset.values_list("pk", flat=True))
        try:
            done = confirm(keys, by=request.user)  # type: ignore[arg-type]
        except Refused as refused:
            self.message_user(request, str(refused.sentence), messages.ERROR)
            return
        said = ngettext("%(n)s translation confirmed.", "%(n)s translations confirmed.", done)
        self.message_user(request, said % {"n": done}, messages.SUCCESS)


def _lanes(request: HttpRequest) -> list[Lane]:
    if not request.user.has_perm(MAY):
        return []
    waiting = TextReview.objects.filter(reviewed=False)[:101].count()
    address = reverse("admin:languages_textreview_changelist")
    label = _("Translations nobody has reviewed")
    return [Lane(label, f"{address}?reviewed__exact=0", min(waiting, 100), capped=waiting > 100)]


def _search(request: HttpRequest, typed: str) -> list[Any]:
    return []


officials_site().add_desk(Desk(_("Translations"), _lanes, _search))
