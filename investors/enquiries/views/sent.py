"""After sending: the reference, the secret while this browser still knows it, and the code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from investors.enquiries import receipt
from investors.enquiries.allowances import CODES_OF_ONE, CODES_SENT, may_mail
from investors.enquiries.forms import CodeForm
from investors.enquiries.models import Enquiry
from investors.enquiries.proving import prove_by_code
from investors.enquiries.telling import send_code
from portal.accounts.grants import grant
from portal.accounts.models import User
from portal.limits import client_address, spend, too_many
from portal.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """GET shows; POST takes the code that was mailed, and opens the thread."""
    kept = receipt.kept(request)
    if kept is None:
        return render(request, "investors/enquiries/nothing_sent.html", status=404)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if wait := spend(CODES_OF_ONE, client_address(request)):
            return too_many(request, wait)
        status = 422
        if form.is_valid():
            try:
                prove_by_code(
                    kept.enquiry,
                    form.cleaned_data["code"],
                    user=request.user if isinstance(request.user, User) else None,
                    now=timezone.now(),
                )
            except Refused as no:
                form.add_error("code", str(no.sentence))
            else:
                grant(request, kept.reference)
                messages.success(request, _("Your e-mail address is confirmed. Thank you."))
                return redirect("enquiries:thread", kept.reference)
    enquiry = get_object_or_404(Enquiry.objects.select_related("norm", "desk"), pk=kept.enquiry)
    context = {"enquiry": enquiry, "secret": kept.secret, "form": form}
    return render(request, "investors/enquiries/sent.html", context, status=status)


@never_cache
@require_POST
def new_code(request: HttpRequest) -> HttpResponse:
    kept = receipt.kept(request)
    if kept is None:
        raise Http404
    wait = spend(CODES_OF_ONE, client_address(request)) or spend(CODES_SENT, str(kept.enquiry))
    if wait:
        return too_many(request, wait)
    enquiry = get_object_or_404(Enquiry, pk=kept.enquiry)
    if enquiry.email_proved_at is None:
        if not may_mail(enquiry.contact_email):
            held = _("Many mails went to this address in the last hour. Ask again later.")
            messages.warning(request, held)
            return redirect("enquiries:sent")
        send_code(enquiry, timezone.now())
    messages.success(request, _("A new code is on its way. Codes sent before no longer work."))
    return redirect("enquiries:sent")


@never_cache
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Reference and secret as a text file, for keeping."""
    kept = receipt.kept(request)
    if kept is None:
        raise Http404
    response = render(
        request,
        "investors/enquiries/sent.txt",
        {"kept": kept},
        content_type="text/plain; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{kept.reference}.txt"'
    return response
