"""The page of a person's messages."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import User
from portal.notifications.inbox import inbox_of, mark_read, unread_count

LARGEST_NUMBER = 2**63 - 1


@never_cache
@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    page = inbox_of(user, get_language() or user.language, _number(request.GET.get("before")))
    context = {
        "page": page,
        "unread": unread_count(user),
        "pages": {
            "previous": reverse("notifications:inbox") if "before" in request.GET else "",
            "next": f"{reverse('notifications:inbox')}?before={page.older}" if page.older else "",
        },
    }
    return render(request, "portal/notifications/inbox.html", context)


@never_cache
@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    up_to = _number(request.POST.get("up_to"))
    if up_to is not None:
        mark_read(cast(User, request.user), timezone.now(), up_to)
    return redirect("notifications:inbox")


def _number(typed: str | None) -> int | None:
    if typed is None or not typed.isascii() or not typed.isdigit() or len(typed) > 19:
        return None
    return min(int(typed), LARGEST_NUMBER)
