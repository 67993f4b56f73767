"""Names of bodies that wait for an official's word: the list, and the button beside each."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import OrganisationName
from portal.accounts.naming import EDIT, confirm_name, names_to_confirm


@require_safe
def names(request: HttpRequest) -> HttpResponse:
    _check(request)
    context = {
        **admin.site.each_context(request),
        "title": _("Names to confirm"),
        "names": names_to_confirm()
        .select_related("organisation__parent")
        .prefetch_related("organisation__parent__names"),
    }
    return render(request, "admin/accounts/names.html", context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    _check(request)
    confirm_name(get_object_or_404(OrganisationName, pk=pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Confirmed. The name stands without its mark from now on."))
    return redirect("admin:names_to_confirm")


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
