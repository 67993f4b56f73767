"""The page on which an official checks and brings in a file of plots."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from parks.directory.plots.faults import Fault, FaultyFile
from parks.directory.plots.forms import ImportForm
from parks.directory.plots.keeping import Outcome, write_plots
from parks.directory.plots.reading import read_plots, too_large
from parks.directory.plots.report import write_faults
from parks.directory.plots.row import COLUMNS
from portal.accounts.models import User
from portal.admin import officials_site
from portal.refusals import Refused
from portal.uploads import was_too_large

SHOWN = 200  # faulty lines on the page; the rest is counted


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """POST with `check` only tries the file, with `import` it writes all of it or nothing; with
    `report` all faults of the file are told as a table, whatever else is filled in."""
    user = _editor(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    outcome: Outcome | None = None
    status = 200
    if request.method == "POST":
        if was_too_large(request):
            form.errors.pop("file", None)
            faults, status = too_large().faults, 413
        elif "report" in request.POST and "file" not in form.errors:
            return _report(form)
        elif form.is_valid():
            only_check = "import" not in request.POST
            try:
                outcome = _take(form, user, only_check)
            except FaultyFile as faulty:
                faults, status = faulty.faults, 422
            except Refused as no:
                messages.error(request, str(no.sentence))
                status = 409
            else:
                if not only_check:
                    messages.success(request, in_words(outcome))
                    return redirect("admin:directory_plot_changelist")
        else:
            status = 422
    context: dict[str, Any] = {
        **officials_site().each_context(request),
        "title": _("Bring in plots"),
        "form": form,
        "faults": faults[:SHOWN],
        "more": max(0, len(faults) - SHOWN),
        "outcome": in_words(outcome) if outcome else "",
        "columns": COLUMNS,
    }
    return render(request, "admin/directory/plots/import.html", context, status=status)


def _take(form: ImportForm, user: User, only_check: bool) -> Outcome:
    upload = form.cleaned_data["file"]
    rows = read_plots(upload.name, upload.read())
    why = form.cleaned_data["why"]
    return write_plots(rows, form.proof(), by=user, reason=why, dry_run=only_check)


def _report(form: ImportForm) -> HttpResponse:
    upload, faults = form.cleaned_data["file"], []
    try:
        read_plots(upload.name, upload.read())
    except FaultyFile as faulty:
        faults = faulty.faults
    out = io.StringIO()
    write_faults(out, faults)
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="plots-faults.csv"'
    return response


def in_words(outcome: Outcome) -> str:
    return _(
        "%(created)d new, %(changed)d changed, %(unchanged)d as before. "
        "%(left)d plots of these parks are not in the file and stay."
    ) % {
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "left": outcome.left,
    }


@require_safe
def template_file(request: HttpRequest) -> HttpResponse:
    """An empty table with the right header."""
    _editor(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="plots.csv"'
    csv.writer(response).writerow(COLUMNS)
    return response


def _editor(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm("figures.edit"):
        raise PermissionDenied
    return user
