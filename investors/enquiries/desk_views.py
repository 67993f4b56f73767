"""The officials' pages: a worklist, one enquiry, one move. Each checks its own right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from investors.enquiries.answering import act
from investors.enquiries.clock import clocks_of, next_clock
from investors.enquiries.desk_forms import MoveForm
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import MOVES, moves_open_to
from investors.enquiries.panels import panels_of
from investors.enquiries.story import story_for_officials
from investors.enquiries.worklists import WORKLISTS
from portal.accounts.models import User
from portal.admin import officials_site
from portal.desk.pages import go_on, official, say_done, show_worklist
from portal.refusals import Refused

MESSAGES_OPEN = 4  # the newest; those before them are behind a disclosure


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    template = "admin/enquiries/worklist.html"
    return show_worklist(request, WORKLISTS, template, next_clock, moves_open_to)


@require_safe
def enquiry_page(request: HttpRequest, reference: str) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    return _show(request, user, _enquiry(user, reference))


@require_http_methods(["GET", "HEAD", "POST"])
def make_move(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    user = official(request, WORKLISTS.right)
    enquiry = _enquiry(user, reference)
    move = MOVES.get(name)
    if move is None:
        raise Http404
    if request.method != "POST":  # who had to sign in again in the middle of a step
        return redirect(WORKLISTS.record, enquiry.reference)
    form = MoveForm(enquiry, name, move, request.POST)
    if not form.is_valid():
        return _show(request, user, enquiry, form, 422)
    try:
        act(
            enquiry.pk,
            name,
            by=user,
            now=timezone.now(),
            wish=form.wish(),
            seen=form.cleaned_data["seen"],
        )
    except Refused as no:
        form.add_error(None, str(no.sentence))
        return _show(request, user, _enquiry(user, reference), form, 409)
    say_done(request, WORKLISTS.record, enquiry.reference, name, move.label)
    return go_on(request, WORKLISTS.record, enquiry.reference)


def _show(
    request: HttpRequest,
    user: User,
    enquiry: Enquiry,
    refused: MoveForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    offered = moves_open_to(user, enquiry)
    forms: dict[str, MoveForm] = {
        name: refused if refused and refused.name == name else MoveForm(enquiry, name, move)
        for name, move in offered.items()
    }
    if refused:
        refused.redrawn(enquiry)
    lines = story_for_officials(enquiry)
    # Read downwards, as it was said, to the form of the reply under it.
    messages_read = [line for line in reversed(lines) if line.is_message]
    context: dict[str, Any] = {
        **officials_site().each_context(request),
        "title": enquiry.reference,
        "enquiry": enquiry,
        "parks": enquiry.parks.all(),
        "procedure": enquiry.procedure and enquiry.procedure.versions.published().first(),
        "clocks": clocks_of(enquiry, now),
        "reply": forms.pop("reply", None),
        "buttons": [form for form in forms.values() if form.simple],
        "forms": [form for form in forms.values() if not form.simple],
        "refused": refused,
        # What was typed into a step that is open no more is shown to be copied, not lost.
        "lost": refused.texts() if refused and refused.name not in offered else [],
        "earlier": messages_read[:-MESSAGES_OPEN],
        "latest": messages_read[-MESSAGES_OPEN:],
        "steps": [line for line in lines if not line.is_message],
        "panels": panels_of(request, enquiry),
    }
    return render(request, "admin/enquiries/enquiry.html", context, status=status)


def _enquiry(user: User, reference: str) -> Enquiry:
    enquiry = (
        Enquiry.objects.visible_to(user)
        .with_seen()
        .select_related("desk", "owner", "norm", "consulted", "procedure", "organisation")
        .filter(reference=reference)
        .first()
    )
    if enquiry is None:
        raise Http404
    return enquiry
