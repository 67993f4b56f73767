"""Every word of the plain admin is in the language it is read in."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from django.contrib import admin
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from portal.accounts.models import Membership, Organisation, Role, User

SignIn = Callable[[User], Client]
# What officials read as words: labels, column heads, headings, filters, choices of action.
WORDS = re.compile(
    r"<label[^>]*>(?P<label>.*?)</label>"
    r"|<th[^>]*scope=\"col\"[^>]*>(?P<column>.*?)</th>"
    r"|<thead>(?P<head>.*?)</thead>"
    r"|<h[12][^>]*>(?P<heading>.*?)</h[12]>"
    r"|<summary>(?P<filter>.*?)</summary>"
    r"|<(?:button|a)[^>]*class=\"[^\"]*(?:button|addlink|historylink|viewlink)[^\"]*\"[^>]*>"
    r"(?P<button>.*?)</(?:button|a)>"
    r"|<input type=\"submit\" value=\"(?P<submit>[^\"]*)\"",
    re.DOTALL,
)
SAME_IN_BOTH = {"ha", "Message-ID", "API", "admin"}


def words_of(page: str) -> set[str]:
    found = set()
    for match in WORDS.finditer(page):
        for part in re.split(r"<[^>]+>", match[match.lastgroup or 0]):
            text = " ".join(unescape(part).split()).strip(" :›»+-")
            if re.search(r"[A-Za-z]{2}", text):
                found.add(text)
    return found


def pages_of(browser: Client, user: User) -> Iterator[str]:
    """Every list, form of adding, first row and its history that this official may open."""
    yield reverse("admin:index")
    for model, desk in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        listed = reverse(f"{name}_changelist")
        page = browser.get(listed)
        if page.status_code == 403:
            continue
        yield listed
        if desk.has_add_permission(page.wsgi_request):
            yield reverse(f"{name}_add")
        row = desk.get_queryset(page.wsgi_request).first()
        if row is not None:
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])


def data_of(user: User) -> str:
    """What is written in the rows themselves stays as it is in every language."""
    return " ".join(
        str(row) for model in admin.site._registry for row in model._default_manager.all()[:2000]
    )


def test_no_label_of_the_admin_is_english_in_vietnamese(
    administrator: User, authority: Organisation, signed_in: SignIn
) -> None:
    call_command("load_data", verbosity=0)
    call_command("load_demo", verbosity=0)
    user = administrator
    for role in (Role.EDITOR, Role.HEAD):  # together they may open every page
        Membership.objects.create(user=user, organisation=authority, role=role)
    browser = signed_in(user)
    written = data_of(user)
    left, opened = {}, []
    for address in pages_of(browser, user):
        browser.cookies.pop("portal_language", None)
        vietnamese = browser.get(address)
        assert vietnamese.status_code == 200, address
        browser.cookies["portal_language"] = "en"
        english = words_of(browser.get(address).text)
        same = {word for word in words_of(vietnamese.text) & english if word not in SAME_IN_BOTH}
        if same := {word for word in same if word not in written}:
            left[address] = same
        assert english, address
        opened.append(address)
    seen = " ".join(opened)
    assert all(model._meta.app_label in seen for model in admin.site._registry)
    assert left == {}
