"""The officials' doors of this room: "my work", search, read-only records."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from investors.enquiries.desk_views import enquiry_page, make_move, worklist
from investors.enquiries.models import Enquiry, EnquiryQuerySet, Norm
from investors.enquiries.norms import EDIT, set_norm
from investors.enquiries.worklists import WORKLISTS
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.admin import KnownFilters, ReadOnly, officials_site
from portal.desk.pages import desk_of
from portal.drawn import DrawnForm


def hit(enquiry: Enquiry) -> tuple[str, str, str]:
    whose = f"{enquiry.contact_company or enquiry.contact_name} · {enquiry.contact_email}"
    return str(enquiry), f"{whose} · {enquiry.get_status_display()}", enquiry.reference


@admin.register(Enquiry)
class EnquiryAdmin(ReadOnly, KnownFilters, admin.ModelAdmin):
    """For looking things up. Work is done on the worklists; nothing is changed here."""

    list_display = ("reference", "subject", "status", "answer_due", "owner")
    list_filter = ("status", "kind")
    list_select_related = ("owner",)
    search_fields = ("=reference", "contact_company", "=contact_email")
    show_full_result_count = False
    exclude = ("secret_hash", "form_digest")

    def get_queryset(self, request: HttpRequest) -> EnquiryQuerySet:
        return Enquiry.objects.visible_to(cast(User, request.user))


class NormForm(DrawnForm):
    class Meta:
        model = Norm
        fields = "__all__"


@admin.register(Norm)
class NormAdmin(KnownFilters, admin.ModelAdmin):
    """Norms are dated: a new decision is a new row, so that old enquiries keep theirs."""

    form = NormForm
    list_display = ("valid_from", "__str__", "acknowledge_days", "answer_days")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and may(request.user, EDIT)

    def has_view_permission(self, request: HttpRequest, obj: Norm | None = None) -> bool:
        return self.has_add_permission(request) or super().has_view_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Norm | None = None) -> bool:
        used = obj is not None and Enquiry.objects.filter(norm=obj).exists()
        return self.has_add_permission(request) and not used

    def get_fields(self, request: HttpRequest, obj: Norm | None = None) -> Any:
        """A norm that is in use is only read, and has no form to be drawn."""
        fields = super().get_fields(request, obj)
        read = obj is not None and not self.has_change_permission(request, obj)
        return [name for name in fields if name not in NormForm.beside] if read else fields

    def save_model(self, request: HttpRequest, obj: Norm, form: Any, change: bool) -> None:
        set_norm(obj, by=cast(User, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Norm | None = None) -> bool:
        return False


officials_site().add_desk(desk_of(WORKLISTS, hit))
officials_site().add_url("work/enquiries/", worklist, "work_enquiries")
officials_site().add_url("work/enquiries/<slug:reference>/", enquiry_page, "work_enquiry")
officials_site().add_url(
    "work/enquiries/<slug:reference>/<slug:name>/", make_move, "work_enquiry_move"
)
