"""The pages on which a park operator keeps the facts of its parks. A stranger's park is a 404."""

from collections import Counter
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from parks.directory.figure_reading import public_figures, with_sources
from parks.directory.figures import change, record
from parks.directory.models import Figure, Park, Plot
from parks.directory.operating.forms import GIVEN, OwnPlotForm, ValueForm
from parks.directory.operating.stale import past_review
from parks.directory.plots.keeping import write_plots
from parks.directory.showing import headline, show
from parks.directory.translated import labels_in
from parks.directory.writers import operates
from portal.accounts.models import User
from portal.languages.text import pick
from portal.provenance.models import State
from portal.refusals import Refused
from portal.translations.context import shows_translated

PLOTS_SHOWN = 500


@never_cache
@require_safe
@login_required
def my_parks(request: HttpRequest) -> HttpResponse:
    parks = Park.objects.operated_by(cast(User, request.user))
    language = get_language() or "vi"
    stale = Counter(past_review(parks).values_list("park", flat=True))
    context = {"parks": [(park, pick(park, "name", language), stale[park.pk]) for park in parks]}
    return render(request, "parks/directory/operating/parks.html", context)


@never_cache
@require_safe
@login_required
def my_park(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers see of each single value, beside what the operator gave and waits; first what
    is past its date of review, entries of lists too."""
    park = _park(request, slug, "own.read")
    figures = public_figures([park]).get(park.pk, [])
    shows_translated(request, labels_in(figures))
    given = Figure.objects.current().filter(park=park, recorded_for=park.operator_id)
    waiting = given.filter(state=State.UNVERIFIED).select_related("park")
    own: dict[str, list[Any]] = {}
    for figure in with_sources(waiting):
        own.setdefault(figure.kind, []).append((figure, show(figure)))
    context = _context(request, park)
    stale = past_review(Park.objects.filter(pk=park.pk)).select_related("park")
    context |= {
        "stale": [(show(figure), figure.kind in GIVEN) for figure in with_sources(stale)],
        "rows": [(key, headline(key, figures), own.get(key, [])) for key in GIVEN],
        "plots": Plot.objects.filter(park=park).exclude(state=State.WITHHELD)[:PLOTS_SHOWN],
    }
    return render(request, "parks/directory/operating/park.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_value(request: HttpRequest, slug: str, kind: str, pk: int | None = None) -> HttpResponse:
    """A new value, or one of the operator's own that still waits, corrected."""
    park = _park(request, slug, "own.write")
    if kind not in GIVEN:
        raise Http404
    known = None
    if pk is not None:
        mine = Figure.objects.filter(park=park, kind=kind, recorded_for=park.operator_id)
        known = get_object_or_404(mine, pk=pk, state=State.UNVERIFIED)
    form = ValueForm(GIVEN[kind], request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        by, why = cast(User, request.user), form.cleaned_data["why"]
        try:
            with transaction.atomic():
                said = form.said(park)
                if known is None:
                    record(park, said, by=by, why=why)
                else:
                    change(known, said, by=by, reason=why)
        except Refused as no:
            form.add_error(None, str(no.sentence))
        else:
            return _received(request, park)
    return _form(request, park, form, GIVEN[kind].label)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_plot(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    park = _park(request, slug, "own.write")
    plot = Plot(park=park)
    if pk is not None:
        plot = get_object_or_404(Plot.objects.exclude(state=State.WITHHELD), pk=pk, park=park)
    form = OwnPlotForm(request.POST or None, instance=plot)
    if request.method == "POST" and form.is_valid():
        by, why = cast(User, request.user), form.cleaned_data["why"]
        try:
            with transaction.atomic():
                write_plots([form.row], form.proof(), by=by, reason=why)
        except Refused as no:
            form.add_error(None, str(no.sentence))
        else:
            return _received(request, park)
    title = _("Plot %(code)s") % {"code": plot.code} if plot.pk else _("New plot")
    return _form(request, park, form, title)


def _received(request: HttpRequest, park: Park) -> HttpResponse:
    said = _("Received. An official compares it with its source and publishes it.")
    messages.success(request, said)
    return redirect("my_parks:park", park.slug)


def _form(request: HttpRequest, park: Park, form: Any, title: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = {**_context(request, park), "form": form, "title": title}
    return render(request, "parks/directory/operating/form.html", context, status=status)


def _context(request: HttpRequest, park: Park) -> dict[str, Any]:
    language = get_language() or "vi"
    may_write = operates(cast(User, request.user), park)
    return {"park": park, "name": pick(park, "name", language), "may_write": may_write}


def _park(request: HttpRequest, slug: str, right: str) -> Park:
    mine = Park.objects.operated_by(cast(User, request.user), right)
    return get_object_or_404(mine.select_related("operator"), slug=slug)
