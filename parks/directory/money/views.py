"""Money and people of all parks on one page: the same bytes for every anonymous reader."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from parks.directory.incentives.showing import board_of
from parks.directory.models import Incentive
from parks.directory.money.topics import MOST, topics
from portal.pagecache.pages import public_page


@public_page()
@require_safe
def money_page(request: HttpRequest) -> HttpResponse:
    context = {
        "crumbs": [(gettext("Parks, zones and clusters"), reverse("parks:list"))],
        "board": board_of(Incentive.objects.all()),
        "topics": topics(),
        "most": MOST,
    }
    return render(request, "parks/directory/money.html", context)
