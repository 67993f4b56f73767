"""Deliveries and notices in the admin: to be seen, found and sent again, never edited."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.accounts.roles import may
from portal.admin import Desk, KnownFilters, Lane, ReadOnly, officials_site
from portal.notifications.kinds import UnknownKind, kind_of
from portal.notifications.models import Attempt, Delivery, FanOut, Notice
from portal.notifications.resending import RIGHT, send_again
from portal.refusals import Refused

COUNTED = 10_000
LANE_CAP = 100


class CappedPaginator(Paginator):
    """Counts no further than anybody will turn pages."""

    @cached_property
    def count(self) -> int:
        return cast("QuerySet[Any]", self.object_list).order_by()[:COUNTED].count()


class Kept(ReadOnly):
    """What happened is shown, not edited."""

    show_full_result_count = False
    paginator: Any = CappedPaginator
    list_per_page = 50


class Technical(Kept, KnownFilters, admin.ModelAdmin):
    """Rows of the outbox; their querysets decide who sees which. Narrowed by the filters that are
    shown only: any other would answer, word by word, what a message says."""

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        rows: Any = super().get_queryset(request)
        return cast("QuerySet[Any]", rows.visible_to(request.user))


class AttemptInline(Kept, admin.TabularInline):
    model = Attempt
    fields = ("started_at", "duration_ms", "delivered", "answer")
    readonly_fields = fields
    extra = 0


class NoticeInline(Kept, admin.TabularInline):
    model = Notice
    fields = ("kind", "event", "created_at")
    readonly_fields = fields
    extra = 0


@admin.register(Delivery)
class DeliveryAdmin(Technical):
    """Neither the mail itself nor what is sealed in it is shown."""

    list_display = ("created_at", "state", "about", "address", "reason")
    list_filter = ("state", "language")
    search_fields = ("address__iexact", "message_id__exact", "notices__event__exact")
    search_help_text = _("The whole address, Message-ID or event")
    ordering = ("-pk",)
    fields = (
        "address",
        "language",
        "state",
        "reason",
        "attempts_made",
        "created_at",
        "next_try_at",
        "delivered_at",
        "message_id",
        "stream",
    )
    inlines = (NoticeInline, AttemptInline)
    actions = ("send_chosen_again",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Delivery]":
        return super().get_queryset(request).defer("mime", "sealed").prefetch_related("notices")

    @admin.display(description=_("concerning"))
    def about(self, delivery: Delivery) -> str:
        return ", ".join(_title(notice.kind) for notice in delivery.notices.all())

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and may(request.user, RIGHT)

    @admin.action(description=_("Send again what failed for good"), permissions=["resend"])
    def send_chosen_again(self, request: HttpRequest, chosen: "QuerySet[Delivery]") -> None:
        sent = 0
        for pk in chosen.order_by("pk").values_list("pk", flat=True):
            try:
                send_again(pk, cast(User, request.user))
            except Refused as no:
                messages.warning(request, f"{pk}: {no.sentence}")
            else:
                sent += 1
        told = ngettext(
            "%(count)d message is sent again.", "%(count)d messages are sent again.", sent
        )
        messages.success(request, told % {"count": sent})

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.send_one_again))
        name = "notifications_delivery_send_again"
        return [path("<int:pk>/send-again/", view, name=name), *super().get_urls()]

    def send_one_again(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            send_again(pk, cast(User, request.user))
        except Delivery.DoesNotExist:
            raise Http404 from None
        except Refused as no:
            messages.error(request, str(no.sentence))
        else:
            messages.success(request, _("The message is sent again."))
        return redirect("admin:notifications_delivery_change", pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "may_send_again": self.has_resend_permission(request)}
        return super().change_view(request, object_id, form_url, context)


@admin.register(Notice)
class NoticeAdmin(Technical):
    list_display = ("created_at", "address", "kind", "event", "channel", "read_at")
    list_filter = ("channel",)
    search_fields = ("address__iexact", "event__exact")
    search_help_text = _("The whole address or event")
    ordering = ("-pk",)
    fields = ("created_at", "address", "kind", "event", "channel", "language", "read_at")


@admin.register(FanOut)
class FanOutAdmin(Technical):
    list_display = ("created_at", "kind", "event", "position", "done_at")
    ordering = ("-pk",)
    fields = list_display


def _title(kind: str) -> str:
    try:
        return str(kind_of(kind).title)
    except UnknownKind:
        return kind


def _lanes(request: HttpRequest) -> list[Lane]:
    """Only who may send again has work here."""
    user = request.user
    if not isinstance(user, User) or not may(user, RIGHT):
        return []
    waiting = Delivery.objects.visible_to(user).filter(state=Delivery.State.FAILED)
    failed = waiting[: LANE_CAP + 1].count()
    url = f"{reverse('admin:notifications_delivery_changelist')}?state__exact=failed"
    return [Lane(_("Failed for good"), url, min(failed, LANE_CAP), failed > LANE_CAP, late=True)]


def _search(_request: HttpRequest, _typed: str) -> list[tuple[str, str, str]]:
    return []  # mails are found in their own list


officials_site().add_desk(Desk(_("Messages"), _lanes, _search))
