"""Opening a case from an enquiry: choose the procedure, give a title."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from investors.cases.desk_forms import OpenForm
from investors.cases.opening import open_case
from investors.enquiries.models import Enquiry
from investors.procedures.models import Procedure, ProcedureVersion
from portal.accounts.models import User
from portal.accounts.roles import may
from portal.admin import officials_site
from portal.desk.pages import official
from portal.languages.folding import fold
from portal.languages.text import pick
from portal.refusals import Refused

SHOWN = 60


@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: HttpRequest, reference: str) -> HttpResponse:
    """GET chooses (`?q=` narrows), POST opens."""
    user = official(request, "cases.open")
    enquiry = _enquiry(user, reference)
    chosen = request.POST.get("procedure", "")
    form = OpenForm(enquiry, request.POST or None, initial={"title": enquiry.subject})
    status = 200
    if request.method == "POST":
        status = 422
        version = versions_for("").filter(procedure__slug=chosen[:100]).first()
        if version is None:
            messages.error(request, _("Choose the procedure first."))
        elif form.is_valid():
            try:
                case = open_case(
                    enquiry,
                    version,
                    by=user,
                    title=form.cleaned_data["title"],
                    seen=form.cleaned_data["seen"],
                )
            except Refused as no:
                messages.error(request, str(no.sentence))
                status = 409
            else:
                messages.success(request, _("The case is open. The investor is told."))
                return redirect("admin:work_case", case.reference)
    typed = request.GET.get("q", "").strip()[:200]
    language = get_language() or "vi"
    context = {
        **officials_site().each_context(request),
        "title": _("Open a case"),
        "enquiry": enquiry,
        "seen": enquiry.cases.count(),
        "form": form,
        "typed": typed,
        "chosen": chosen or (enquiry.procedure.slug if enquiry.procedure else ""),
        "choices": [
            (version, pick(version, "name", language)) for version in versions_for(typed)[:SHOWN]
        ],
    }
    return render(request, "admin/cases/open.html", context, status=status)


def versions_for(typed: str) -> QuerySet[ProcedureVersion]:
    """Published versions of what the authority handles itself; every word typed, folded."""
    procedures = Procedure.objects.can_become_cases()
    if fold(typed).split():
        procedures = procedures.matching(typed)
    return (
        ProcedureVersion.objects.published()
        .filter(procedure__in=procedures.order_by().values("pk"))
        .select_related("procedure")
        .order_by("procedure__field", "name_vi")
    )


def _enquiry(user: User, reference: str) -> Enquiry:
    enquiry = (
        Enquiry.objects.visible_to(user)
        .select_related("procedure", "desk")
        .filter(reference=reference)
        .first()
    )
    if enquiry is None:
        raise Http404
    if not may(user, "cases.open", enquiry.desk_id):
        raise PermissionDenied
    return enquiry
