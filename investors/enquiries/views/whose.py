"""The answer of an address's holder: I sent this, or I did not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from investors.enquiries.claiming import claim, disown, may_answer
from investors.enquiries.models import Enquiry
from portal.accounts.grants import granted_address
from portal.accounts.models import User

ANSWERS = {"sent": claim, "not_sent": disown}


def asked_whose(request: HttpRequest, enquiry: Enquiry) -> bool:
    """Whether the page asks this browser."""
    return may_answer(enquiry, _person(request), granted_address(request, enquiry.contact_email))


@never_cache
@require_POST
def whose(request: HttpRequest, reference: str) -> HttpResponse:
    """A stranger gets 404, as for a reference that is not; a second click what the first got."""
    answer = ANSWERS.get(request.POST.get("answer", ""))
    enquiry = Enquiry.objects.filter(reference=reference).first()
    if answer is None or enquiry is None:
        raise Http404
    proved = granted_address(request, enquiry.contact_email)
    try:
        answer(enquiry.pk, by=_person(request), proved_email=proved, now=timezone.now())
    except Enquiry.DoesNotExist:
        raise Http404 from None
    if answer is claim:
        messages.success(request, _("Thank you. It is confirmed that you sent this."))
        return redirect("enquiries:thread", reference)
    messages.success(
        request, _("Thank you. The desk knows, and whoever sent it can no longer open it.")
    )
    return redirect("enquiries:my" if _person(request) else "cases:track")


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
