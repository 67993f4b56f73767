"""The officials' pages of values to review: the lists, one value, one step. Each asks the right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from parks.directory.figure_reading import with_sources
from parks.directory.kinds import KINDS
from parks.directory.models import Figure
from parks.directory.review.forms import ReviewForm
from parks.directory.review.steps import STEPS, steps_open_to, take_step
from parks.directory.review.worklists import WORKLISTS, drawn, last_change, left, owner_of
from parks.directory.showing import show
from portal.accounts.models import User
from portal.admin import officials_site
from portal.desk.pages import go_on, official, say_done, show_worklist
from portal.refusals import Refused

HISTORY_SHOWN = 30


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    template = "admin/directory/review/worklist.html"
    return show_worklist(request, WORKLISTS, template, left, lambda user, figure: ())


@require_safe
def figure_page(request: HttpRequest, pk: int) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    return _show(request, user, _figure(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def make_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    figure = _figure(pk)
    step = STEPS.get(name)
    if step is None:
        raise Http404
    if request.method != "POST":  # who had to sign in again in the middle of a step
        return redirect(WORKLISTS.record, pk)
    form = ReviewForm(figure, name, step, request.POST)
    if not form.is_valid():
        return _show(request, user, figure, form, 422)
    try:
        take_step(pk, name, form.wish(), seen=form.cleaned_data["seen"], by=user)
    except Refused as no:
        form.add_error(None, str(no.sentence))
        return _show(request, user, _figure(pk), form, 409)
    say_done(request, WORKLISTS.record, str(pk), name, step.label)
    return go_on(request, WORKLISTS.record, str(pk))


def _show(
    request: HttpRequest,
    user: User,
    figure: Figure,
    refused: ReviewForm | None = None,
    status: int = 200,
) -> HttpResponse:
    offered = steps_open_to(user, figure)
    forms = {
        name: refused if refused and refused.name == name else ReviewForm(figure, name, step)
        for name, step in offered.items()
    }
    if refused:  # whoever reads the page now has seen what changed meanwhile
        seen = str(last_change(figure))
        refused.data = {**refused.data.dict(), refused.add_prefix("seen"): seen}  # type: ignore[attr-defined]
    kind = KINDS[figure.kind]
    siblings = figure.park.figures.filter(kind=figure.kind, item=figure.item).exclude(pk=figure.pk)
    context: dict[str, Any] = {
        **officials_site().each_context(request),
        "title": kind.label,
        "figure": figure,
        "shown": show(with_sources([figure])[0]),
        "owner": owner_of(figure),
        "siblings": [(one, show(one)) for one in with_sources(siblings.select_related("park"))],
        "forms": list(forms.values()),
        "refused": refused,
        "lost": [],
        "events": figure.events.select_related("actor")[:HISTORY_SHOWN],
        "change_url": reverse("admin:directory_figure_change", args=[figure.pk]),
    }
    return render(request, "admin/directory/review/figure.html", context, status=status)


def _figure(pk: int) -> Figure:
    figure = drawn(Figure.objects.filter(pk=pk)).first()
    if figure is None:
        raise Http404
    return figure
