"""The form, and what becomes of it."""

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from investors.enquiries import receipt
from investors.enquiries.allowances import may_mail, wait_to_send_form
from investors.enquiries.consent import CURRENT, TEXTS
from investors.enquiries.forms import MOST_PARKS, EnquiryForm
from investors.enquiries.intake import company_of, receive_enquiry
from investors.enquiries.models import Enquiry
from investors.enquiries.norms import norm_on
from investors.enquiries.tokens import FormToken, new_token, read_token
from investors.procedures.models import Procedure, ProcedureVersion
from parks.directory.models import Park
from portal.accounts.models import User
from portal.limits import client_address

LONGEST_PREFILL = {"subject": 200, "text": 2000}
FOLDED = ("country", "phone", "sector")  # behind a disclosure while there is nothing in them
PARKS_SHOWN = 200  # a longer directory is searched on its own page, which links back here


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _empty_form(request)
    now = timezone.now()
    form = EnquiryForm(request.POST)
    token = read_token(request.POST.get("token", ""), now)
    if not form.is_valid():
        return _again(request, form, 422, token)
    if form.is_a_program:
        return _again(request, form, 422, token, _("Leave the field “website” empty."))
    if token is None or token.too_old or token.too_fast:
        return _again(request, form, 422, token, _("Nothing is lost. Please send it again."))
    if wait := wait_to_send_form(client_address(request)):
        return _too_many(request, form, token, wait)
    asked = form.asked()
    accepted = receive_enquiry(
        asked,
        nonce=token.nonce,
        user=_person(request),
        now=now,
        may_mail=may_mail(asked.email),
    )
    response = redirect("enquiries:sent")
    enquiry = accepted.enquiry
    receipt.keep(response, receipt.Receipt(enquiry.pk, enquiry.reference, accepted.secret))
    return response


def _empty_form(request: HttpRequest) -> HttpResponse:
    language = get_language() or "vi"
    slugs = list(dict.fromkeys(request.GET.getlist("park")))[:MOST_PARKS]
    parks = list(Park.objects.public().filter(slug__in=slugs))
    wanted = request.GET.get("procedure", "")
    procedure = Procedure.objects.public().filter(slug=wanted).first() if wanted else None
    user = _person(request)
    form = EnquiryForm(
        initial={
            "kind": Enquiry.Kind.ADVICE,
            "parks": [park.slug for park in parks],
            "procedure": procedure.slug if procedure else "",
            "subject": request.GET.get("subject", "")[: LONGEST_PREFILL["subject"]],
            "body": request.GET.get("text", "")[: LONGEST_PREFILL["text"]],
            "language": language,
            "name": user.name if user else "",
            "email": user.email if user else "",
            "consent_version": CURRENT,
        }
    )
    unknown = [*(set(slugs) - {park.slug for park in parks})]
    if wanted and procedure is None:
        unknown.append(wanted)
    notice = ""
    if unknown:
        notice = _("The link named something that is not in the portal: %(names)s.") % {
            "names": ", ".join(name[:100] for name in unknown)
        }
    return _show(request, form, 404 if unknown else 200, new_token(timezone.now()), notice)


def _again(
    request: HttpRequest, form: EnquiryForm, status: int, token: FormToken | None, notice: str = ""
) -> HttpResponse:
    """The same form with what was typed; the old token while it is good, so a retry is one."""
    reusable = token is not None and not token.too_old
    text = request.POST["token"] if reusable else new_token(timezone.now())
    return _show(request, form, status, text, notice)


def _too_many(request: HttpRequest, form: EnquiryForm, token: FormToken, wait: int) -> HttpResponse:
    minutes = math.ceil(wait / 60)
    notice = ngettext(
        "Many enquiries came from your network. Nothing you wrote is lost: send it again in "
        "%(count)s minute.",
        "Many enquiries came from your network. Nothing you wrote is lost: send it again in "
        "%(count)s minutes.",
        minutes,
    ) % {"count": minutes}
    response = _again(request, form, 429, token, notice)
    response.headers["Retry-After"] = str(wait)
    return response


def _show(
    request: HttpRequest, form: EnquiryForm, status: int, token: str, notice: str
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "token": token,
        "notice": notice,
        "about": _about(form),
        "consent": TEXTS[CURRENT],
        "consent_version": CURRENT,
        "park_choices": _park_choices(form),
        "parks_open": bool(form["parks"].errors),
        "more_open": any(form[name].errors or form[name].value() for name in FOLDED),
        "company": company_of(_person(request)),
        "norm": norm_on(timezone.localdate()),
    }
    return render(request, "investors/enquiries/new.html", context, status=status)


def _about(form: EnquiryForm) -> ProcedureVersion | None:
    """The text of the procedure that the form came with, to be named and taken away."""
    slug = str(form["procedure"].value() or "")
    return ProcedureVersion.objects.public().filter(procedure__slug=slug).first() if slug else None


def _park_choices(form: EnquiryForm) -> list[tuple[str, str, bool]]:
    """(slug, name, chosen): the chosen ones first, then as many others as a list can hold."""
    language = get_language() or "vi"
    chosen = {str(slug) for slug in form["parks"].value() or []}
    parks = Park.objects.public().only(*PARK_FIELDS)
    first = list(parks.filter(slug__in=chosen)) if chosen else []
    rest = list(parks.exclude(slug__in=chosen)[:PARKS_SHOWN])
    return [(park.slug, park.name(language).text, park in first) for park in (*first, *rest)]


PARK_FIELDS = ("slug", "name_vi", "name_en", "name_zh_hans", "name_ko", "name_ja")


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
