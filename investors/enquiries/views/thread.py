"""The thread of one enquiry, for the person whose it is, and their page of all of them."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from investors.enquiries.access import has_proof, theirs
from investors.enquiries.allowances import MESSAGES_OF_ONE
from investors.enquiries.answering import is_writer, write_as_investor
from investors.enquiries.beside import calls_for, going_on, running_of, sequel_of
from investors.enquiries.clock import answer_clock, clocks_of
from investors.enquiries.desks import name_of
from investors.enquiries.forms import MessageForm
from investors.enquiries.heading import head_of
from investors.enquiries.models import Enquiry
from investors.enquiries.moves import MOVES, investor_move
from investors.enquiries.story import story_for_investor
from investors.enquiries.views.whose import asked_whose
from parks.directory.models import Park, ShortlistEntry
from parks.directory.operating.stale import past_review
from portal.accounts.models import User
from portal.languages.templatetags.shown import tagged
from portal.limits import client_address, spend, too_many
from portal.notifications.inbox import unread_count
from portal.refusals import Refused
from portal.workdays.calendar import current_calendar

MY_SHOWN = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, reference: str) -> HttpResponse:
    """GET shows, POST adds a message. A stranger gets 404, as for a reference that is not."""
    enquiry = _theirs(request, reference)
    form = MessageForm(request.POST or None, initial={"seen": enquiry.seen})
    status = 200
    writing = may_write(request, enquiry)
    if request.method == "POST":
        if not writing:
            raise Http404
        if wait := spend(MESSAGES_OF_ONE, client_address(request)):
            return too_many(request, wait)
        status = 422
        if form.is_valid():
            try:
                write_as_investor(
                    enquiry.pk,
                    form.cleaned_data["body"],
                    by=request.user if isinstance(request.user, User) else None,
                    proved=has_proof(request, enquiry),
                    now=timezone.now(),
                    seen=form.cleaned_data["seen"],
                )
            except Refused as no:
                form.add_error(None, str(no.sentence))
                status = 409
            else:
                messages.success(request, _("Your message was received."))
                return redirect("enquiries:thread", enquiry.reference)
        form.redrawn(enquiry)
    language = get_language() or "vi"
    acknowledge, answer = clocks_of(enquiry, timezone.now())
    sequel = sequel_of(enquiry)
    context: dict[str, Any] = {
        "enquiry": enquiry,
        "sequel": sequel,
        "head": sequel.head
        if sequel
        else head_of(enquiry, tagged(name_of(enquiry.desk, language)), acknowledge, answer),
        "consulted": tagged(name_of(enquiry.consulted, language)),
        "parks": enquiry.parks.all(),
        "procedure": enquiry.procedure and enquiry.procedure.versions.public().first(),
        "clocks": [acknowledge, answer],
        "lines": story_for_investor(enquiry),
        "form": form,
        "writing": writing,
        "asked_whose": asked_whose(request, enquiry),
        "move": MOVES[investor_move(enquiry)],
    }
    return render(request, "investors/enquiries/thread.html", context, status=status)


@never_cache
@require_safe
@login_required
def my(request: HttpRequest) -> HttpResponse:
    """What needs me first, then everything else of mine, newest first."""
    user = cast(User, request.user)
    if user.is_staff:
        return redirect("admin:index")
    now = timezone.now()
    calendar = current_calendar()
    mine = list(
        Enquiry.objects.visible_to(user)
        .select_related("norm")
        .order_by("-created_at", "-pk")[:MY_SHOWN]
    )
    answered = [enquiry for enquiry in mine if enquiry.status == Enquiry.Status.ANSWERED]
    waiting = [enquiry for enquiry in mine if enquiry.status in MOVES["write"].sources]
    closed = [enquiry for enquiry in mine if enquiry.status == Enquiry.Status.CLOSED]
    gone_on = going_on(closed)
    operated = Park.objects.operated_by(user)
    operates = operated.exists()
    context = {
        "calls": calls_for(user),
        "answered": answered,
        "waiting": [(enquiry, answer_clock(enquiry, now, calendar)) for enquiry in waiting],
        "running": running_of(user),
        # One that goes on as a case is not over: that case stands above.
        "closed": [enquiry for enquiry in closed if enquiry.pk not in gone_on],
        "unread": unread_count(user),
        "operates": operates,
        "stale_values": past_review(operated).count() if operates else 0,
        "kept_parks": ShortlistEntry.objects.visible_to(user).count(),
    }
    return render(request, "investors/enquiries/my.html", context)


def may_write(request: HttpRequest, enquiry: Enquiry) -> bool:
    """Who proved the reference, or owns the enquiry, or writes for its company; no official."""
    if has_proof(request, enquiry):
        return True
    return is_writer(enquiry, request.user if isinstance(request.user, User) else None)


def _theirs(request: HttpRequest, reference: str) -> Enquiry:
    found = theirs(request, reference).with_seen()
    enquiry = found.select_related("desk", "owner", "norm", "consulted", "procedure").first()
    if enquiry is None:
        raise Http404
    return enquiry
