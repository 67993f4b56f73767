"""The shortlist of a signed-in person, which takes over what their browser kept."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from parks.directory.compare.choice import MOST as MOST_COMPARED
from parks.directory.list_words import cards_of
from parks.directory.models import ShortlistEntry
from parks.directory.shortlist.choice import read_shortlist
from parks.directory.shortlist.keeping import keep, let_go
from parks.directory.shortlist.views import address
from portal.accounts.models import User
from portal.refusals import Refused

TAKEN = "taken"  # says to the script that what it sent is in the account now


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_shortlist(request: HttpRequest) -> HttpResponse:
    """GET shows it, and offers to add the parks that the address names; POST adds them."""
    user = cast(User, request.user)
    if request.method == "POST":
        return _take(request, user)
    offered = read_shortlist(request.GET.getlist("park"))
    entries = (
        ShortlistEntry.objects.visible_to(user)
        .select_related("park__status_source")
        .order_by("-added_at", "-pk")
    )
    kept = [entry.park for entry in entries]
    public = [park for park in kept if park.published]
    slugs = [park.slug for park in public]
    context: dict[str, Any] = {
        "cards": cards_of(public, get_language() or "vi") if public else [],
        "gone": len(kept) - len(public),
        "offered": [park for park in offered.parks if park.slug not in set(slugs)],
        "notes": offered.notes,
        "taken": TAKEN in request.GET,
        "most_compared": MOST_COMPARED,
        "ask_url": address(reverse("enquiries:new"), slugs),
        "compare_url": address(reverse("parks:compare"), slugs[:MOST_COMPARED]),
    }
    return render(request, "parks/directory/my_shortlist.html", context)


@never_cache
@require_POST
@login_required
def remove(request: HttpRequest) -> HttpResponse:
    let_go(request.POST.getlist("park"), by=cast(User, request.user))
    return redirect("my_shortlist:page")


def _take(request: HttpRequest, user: User) -> HttpResponse:
    choice = read_shortlist(request.POST.getlist("park"))
    for note in choice.notes:
        messages.warning(request, note)
    try:
        added = keep(choice.parks, by=user)
    except Refused as no:
        messages.error(request, str(no.sentence))
        return redirect("my_shortlist:page")
    if added:
        said = ngettext(
            "%(count)d park was added to your shortlist.",
            "%(count)d parks were added to your shortlist.",
            added,
        )
        messages.success(request, said % {"count": added})
    elif choice.parks:
        messages.info(request, _("They are in your shortlist already."))
    return redirect(f"{reverse('my_shortlist:page')}?{TAKEN}=1")
