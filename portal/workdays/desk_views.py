"""The calendar's buttons. Each is a POST that asks for the right itself and calls a verb."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.refusals import Refused
from portal.workdays.forms import ProposeForm, PublishForm, RemoveForm
from portal.workdays.models import CalendarYear, DayRule
from portal.workdays.publishing import EDIT, propose_year, publish_year, remove_day


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    form = _filled(request, ProposeForm(request.POST))
    row = propose_year(form.cleaned_data["year"], by=request.user)
    messages.success(
        request, _("A draft of %(year)s is here. Compare it and publish it.") % {"year": row.year}
    )
    return redirect("admin:workdays_calendaryear_change", row.pk)


@require_POST
def publish(request: HttpRequest, year: int) -> HttpResponse:
    form = _filled(request, PublishForm(request.POST))
    row = get_object_or_404(CalendarYear, year=year)
    publish_year(
        year,
        by=request.user,
        status=CalendarYear.Status(form.cleaned_data["status"]),
        note=form.cleaned_data["note"],
    )
    row.refresh_from_db()
    messages.success(
        request,
        _("%(year)s is now: %(status)s. Open cases are computed again.")
        % {"year": year, "status": row.get_status_display()},
    )
    return redirect("admin:workdays_calendaryear_change", row.pk)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    form = _filled(request, RemoveForm(request.POST))
    rule = get_object_or_404(DayRule.objects.written_by_officials(), pk=pk)
    remove_day(rule.date, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("The entry is taken back."))
    return redirect("admin:workdays_dayrule_changelist")


def _filled(request: HttpRequest, form: Form) -> Form:
    """The form, complete. Raises PermissionDenied for a stranger, Refused for what is missing."""
    if not request.user.has_perm(EDIT):
        raise PermissionDenied
    if not form.is_valid():
        raise Refused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form
