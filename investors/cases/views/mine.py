"""The cases of a signed-in person and their companies, what needs them first."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from investors.cases.clock import days_left
from investors.cases.models import Case
from investors.cases.views.track import row_of
from portal.accounts.models import User
from portal.workdays.calendar import current_calendar

SHOWN = 100


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    if user.is_staff:
        return redirect("admin:work_cases")
    now, calendar = timezone.now(), current_calendar()
    cases = (
        Case.objects.visible_to(user).select_related("version", "enquiry").order_by("-pk")[:SHOWN]
    )
    rows = [row_of(case, days_left(case, calendar, now), now) for case in cases]
    context = {
        "waiting_for_you": [row for row in rows if row["must"]],
        "with_authority": [row for row in rows if not row["must"] and not row["case"].ended],
        "ended": [row for row in rows if not row["must"] and row["case"].ended],
    }
    return render(request, "investors/cases/mine.html", context)
