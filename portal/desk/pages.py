"""What the officials' pages of every room do alike: ask the right, show a list, go on after a step.

Each room has its own addresses, names its own right and fills its own columns of
`templates/admin/worklist.html`.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.roles import bodies_where
from portal.admin import Desk, Lane, officials_site
from portal.desk.worklists import Row, Worklists
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import Calendar


def official(request: HttpRequest, right: str) -> User:
    """The site lets every official in; a room is for those whose role has its right."""
    user = _holder(request, right)
    if user is None:
        raise PermissionDenied
    return user


def _holder(request: HttpRequest, right: str) -> User | None:
    user = request.user
    return user if isinstance(user, User) and bodies_where(user, right) else None


def show_worklist(
    request: HttpRequest,
    worklists: Worklists[Row],
    template: str,
    left: Callable[[Row, Calendar, datetime], Any],
    moves_open_to: Callable[[User, Row], Collection[str]],
) -> HttpResponse:
    """`?list=` says which, `?after=` from where on, `?q=` searches in place of it.

    `left` gives the time left of a row, with its `state` and `words`; `moves_open_to` the steps
    of it that are open to this official.
    """
    user = official(request, worklists.right)
    now, calendar = timezone.now(), current_calendar()
    current = worklists.named(request.GET.get("list", worklists.lists[0].key))
    if current is None:
        raise Http404
    typed = request.GET.get("q", "").strip()[:200]
    page = worklists.page(current, user, now, calendar, request.GET.get("after", ""))
    rows = worklists.search(user, typed) if typed else page.rows
    context = {
        **officials_site().each_context(request),
        "title": worklists.title,
        "worklists": worklists,
        "current": current,
        "tabs": [
            (tab, worklists.count(tab, user, now, calendar) if tab.counted else None)
            for tab in worklists.lists
        ],
        "rows": [
            (row, left(row, calendar, now), "take" in moves_open_to(user, row)) for row in rows
        ],
        "after": "" if typed else page.after,
        "typed": typed,
    }
    return render(request, template, context)


def desk_of(worklists: Worklists[Row], hit: Callable[[Row], tuple[str, str, str]]) -> Desk:
    """The room's part of "my work" and of the search in everything; `hit`: label, detail and key
    of the address of what was found."""

    def lanes(request: HttpRequest) -> Iterable[Lane]:
        user = _holder(request, worklists.right)
        if user is None:
            return
        now, calendar = timezone.now(), current_calendar()
        page = reverse(worklists.address)
        for tab in worklists.lists:
            if tab.counted:
                count = worklists.count(tab, user, now, calendar)
                url = f"{page}?list={tab.key}"
                yield Lane(tab.label, url, count.number, capped=count.capped, late=tab.late)

    def hits(request: HttpRequest, typed: str) -> Iterable[tuple[str, str, str]]:
        user = _holder(request, worklists.right)
        for row in worklists.search(user, typed) if user else ():
            label, detail, key = hit(row)
            yield label, detail, reverse(worklists.record, args=[key])

    return Desk(worklists.title, lanes, hits)


def say_done(request: HttpRequest, record: str, reference: str, name: str, label: Any) -> None:
    """`label` is the button of the step `name`; the page forgets the draft of its form. On a
    list the reference leads to what the step was made of, which may have left that list."""
    what = format_html('<span class="code">{}</span>', reference)
    if request.POST.get("back"):
        what = format_html('<a href="{}">{}</a>', reverse(record, args=[reference]), what)
    text = format_html("{} · {}", _("Done: %(move)s") % {"move": label}, what)
    messages.success(request, text, extra_tags=f"{reference}-{name}")


def go_on(request: HttpRequest, record: str, reference: str) -> HttpResponse:
    """To the list the step was made on, or to the page of its record."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return HttpResponseRedirect(back)
    return redirect(record, reference)
