"""The page between an official's password and the admin."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts.gate import may_enter_admin


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Says what is missing: a second factor set up, or a sign-in that used it."""
    if may_enter_admin(request):
        return redirect(reverse("admin:index"))
    if not request.user.is_staff:
        return render(request, "admin/not_an_official.html", status=403)
    return render(request, "account/second_factor.html", {"set_up": is_mfa_enabled(request.user)})
