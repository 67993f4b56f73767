"""After sending: the reference, the secret while this browser still knows it, and the code."""

import math

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from investors.enquiries import receipt
from investors.enquiries.allowances import CODES_OF_ONE, CODES_SENT, may_mail
from investors.enquiries.forms import CodeForm
from investors.enquiries.models import Enquiry
from investors.enquiries.proving import code_works, prove_by_code
from investors.enquiries.telling import CODE_MINUTES, send_code
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
    if request.method != "POST":
        return _show(request, kept, CodeForm(), 200)
    form = CodeForm(request.POST)
    if wait := spend(CODES_OF_ONE, client_address(request)):
        return too_many(request, wait)
    if not form.is_valid():
        return _show(request, kept, form, 422)
    try:
        prove_by_code(
            kept.enquiry,
            form.cleaned_data["code"],
            user=request.user if isinstance(request.user, User) else None,
            now=timezone.now(),
        )
    except Refused as no:
        form.add_error("code", str(no.sentence))
        return _show(request, kept, form, 422)
    grant(request, kept.reference)
    messages.success(request, _("Your e-mail address is confirmed. Thank you."))
    return redirect("enquiries:thread", kept.reference)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_code(request: HttpRequest) -> HttpResponse:
    kept = receipt.kept(request)
    if kept is None:
        raise Http404
    if request.method != "POST":  # the page of a refusal, loaded again
        return redirect("enquiries:sent")
    if wait := spend(CODES_OF_ONE, client_address(request)):
        return too_many(request, wait)
    if wait := spend(CODES_SENT, str(kept.enquiry)):
        response = _show(request, kept, CodeForm(), 429, minutes=math.ceil(wait / 60))
        response["Retry-After"] = str(wait)
        return response
    enquiry = get_object_or_404(Enquiry, pk=kept.enquiry)
    if enquiry.email_proved_at is None:
        if not may_mail(enquiry.contact_email):
            held = _("Many mails went to this address in the last hour. Ask again later.")
            messages.warning(request, held)
            return redirect("enquiries:sent")
        send_code(enquiry, timezone.now())
    messages.success(request, _("A new code is on its way. Codes sent before no longer work."))
    return redirect("enquiries:sent")


def _show(
    request: HttpRequest, kept: receipt.Receipt, form: CodeForm, status: int, minutes: int = 0
) -> HttpResponse:
    """`minutes`: until another code may be sent; 0: now."""
    enquiry = get_object_or_404(Enquiry.objects.select_related("norm", "desk"), pk=kept.enquiry)
    context = {
        "enquiry": enquiry,
        "secret": kept.secret,
        "form": form,
        "code_works": code_works(enquiry.pk, timezone.now()),
        "minutes": minutes,
        "valid_minutes": CODE_MINUTES,
        "most_codes": CODES_SENT.count,
    }
    return render(request, "investors/enquiries/sent.html", context, status=status)


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
