"""The officials' doors of this room: "my work", search, read-only records, an enquiry's cases."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investors.cases.desk_opening import open_page
from investors.cases.desk_views import case_page, make_move, worklist
from investors.cases.models import Case, CaseQuerySet
from investors.cases.worklists import COUNT_CAP, WORKLISTS, count_of, search
from investors.enquiries.models import Enquiry
from investors.enquiries.panels import Link, Panel, add_panel
from portal.accounts.models import User
from portal.accounts.roles import bodies_where, may
from portal.admin import Desk, Lane, officials_site
from portal.workdays.calendar import current_calendar


def lanes(request: HttpRequest) -> Iterable[Lane]:
    user = request.user
    if not isinstance(user, User) or not bodies_where(user, "cases.read"):
        return
    now, calendar = timezone.now(), current_calendar()
    page = reverse("admin:work_cases")
    for key, row in WORKLISTS.items():
        if not row.counted:
            continue
        count = count_of(key, user, now, calendar)
        yield Lane(
            row.label,
            f"{page}?list={key}",
            min(count, COUNT_CAP),
            capped=count > COUNT_CAP,
            late=row.late,
        )


def hits(request: HttpRequest, typed: str) -> Iterable[tuple[str, str, str]]:
    user = request.user
    if not isinstance(user, User) or not bodies_where(user, "cases.read"):
        return
    for case in search(user, typed):
        whose = f"{case.contact_company or case.contact_name} · {case.contact_email}"
        code = f" · {case.national_code}" if case.national_code else ""
        url = reverse("admin:work_case", args=[case.reference])
        yield str(case), f"{whose}{code} · {case.get_status_display()}", url


def cases_of_enquiry(request: HttpRequest, enquiry: Enquiry) -> Sequence[Link]:
    user = cast(User, request.user)
    links = [
        Link(
            case.reference,
            reverse("admin:work_case", args=[case.reference]),
            f"{case.title} · {case.get_status_display()}",
        )
        for case in Case.objects.visible_to(user).filter(enquiry=enquiry).order_by("-pk")
    ]
    if may(user, "cases.open", enquiry.desk_id):
        opening = reverse("admin:work_case_open", args=[enquiry.reference])
        links.append(Link(_("Open a case for a procedure"), opening, button=True))
    return links


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):
    """For looking things up. Work is done on the worklists; nothing is changed here."""

    list_display = ("reference", "title", "status", "national_code", "due", "owner")
    list_filter = ("status", "kind")
    list_select_related = ("owner",)
    search_fields = ("=reference", "=national_code", "contact_company", "=contact_email")
    show_full_result_count = False
    exclude = ("secret_hash", "event_head")

    def get_queryset(self, request: HttpRequest) -> CaseQuerySet:
        return Case.objects.visible_to(cast(User, request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


add_panel(Panel(_("Cases"), cases_of_enquiry))
officials_site().add_desk(Desk(_("Cases"), lanes, hits))
officials_site().add_url("work/cases/", worklist, "work_cases")
officials_site().add_url("work/cases/open/<slug:reference>/", open_page, "work_case_open")
officials_site().add_url("work/cases/<slug:reference>/", case_page, "work_case")
officials_site().add_url("work/cases/<slug:reference>/<slug:name>/", make_move, "work_case_move")
