"""The officials' doors of this room: "my work", search, read-only records, an enquiry's cases."""

from collections.abc import Sequence
from typing import cast

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from investors.cases.desk_opening import open_page
from investors.cases.desk_views import case_page, make_move, worklist
from investors.cases.models import Case, CaseQuerySet
from investors.cases.worklists import WORKLISTS
from investors.enquiries.models import Enquiry
from investors.enquiries.panels import Link, Panel, add_panel
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.admin import KnownFilters, ReadOnly, officials_site
from portal.desk.pages import desk_of


def hit(case: Case) -> tuple[str, str, str]:
    whose = f"{case.contact_company or case.contact_name} · {case.contact_email}"
    code = f" · {case.national_code}" if case.national_code else ""
    return str(case), f"{whose}{code} · {case.get_status_display()}", case.reference


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
class CaseAdmin(ReadOnly, KnownFilters, admin.ModelAdmin):
    """For looking things up. Work is done on the worklists; nothing is changed here."""

    list_display = ("reference", "title", "status", "national_code", "due", "owner")
    list_filter = ("status", "kind")
    list_select_related = ("owner",)
    search_fields = ("=reference", "=national_code", "contact_company", "=contact_email")
    show_full_result_count = False
    exclude = ("secret_hash", "event_head")

    def get_queryset(self, request: HttpRequest) -> CaseQuerySet:
        return Case.objects.visible_to(cast(User, request.user))


add_panel(Panel(_("Cases"), cases_of_enquiry))
officials_site().add_desk(desk_of(WORKLISTS, hit))
officials_site().add_url("work/cases/", worklist, "work_cases")
officials_site().add_url("work/cases/open/<slug:reference>/", open_page, "work_case_open")
officials_site().add_url("work/cases/<slug:reference>/", case_page, "work_case")
officials_site().add_url("work/cases/<slug:reference>/<slug:name>/", make_move, "work_case_move")
