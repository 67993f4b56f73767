"""The officials' house: one admin site that opens on "my work"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, ClassVar, TypeVar, cast

from django.contrib.admin import AdminSite, site
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from portal.typed import typed_texts

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Lane:
    """One line of "my work": how many wait, and where they are."""

    label: Any
    url: str
    count: int
    capped: bool = False  # at least `count`
    late: bool = False


@dataclass(frozen=True)
class Desk:
    """A room's part of "my work", shown to those whom `lanes` gives any lane."""

    title: Any
    lanes: Callable[[HttpRequest], Iterable[Lane]]
    search: Callable[[HttpRequest, str], Iterable[tuple[str, str, str]]]  # label, detail, url


class ReadOnly:
    """Of a model's admin: its rows are found and read; work is done elsewhere, by verbs."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class KnownFilters:
    """Of a model's admin: its list is narrowed by its own filters only, and compared as they
    compare; an address written by hand asks nothing else of the database."""

    list_filter: ClassVar[Any]
    date_hierarchy: ClassVar[Any]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        part = lookup.removeprefix(f"{self.date_hierarchy}__") if self.date_hierarchy else lookup
        if part != lookup:
            return part in _OF_A_DAY and value.isdecimal() and len(value) <= _DIGITS_OF_A_YEAR
        if lookup in {getattr(one, "parameter_name", None) for one in self.list_filter}:
            return True  # of a filter of our own, which asks what it knows and nothing else
        names = {one for one in self.list_filter if isinstance(one, str)}
        return any(lookup == f"{name}{ending}" for name in names for ending in _COMPARED)


# How Django's own filters compare.
_COMPARED = ("", "__exact", "__isnull", "__id__exact", "__gte", "__lt")
_OF_A_DAY, _DIGITS_OF_A_YEAR = ("year", "month", "day"), 4


class OfficialsSite(AdminSite):
    site_title = _("Officials' desk")
    site_header = _("Officials' desk")
    index_title = _("My work")
    site_url = "/"
    enable_nav_sidebar = False  # worklists come before models
    index_template = "admin/my_work.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.desks: list[Desk] = []
        self.room_urls: list[URLPattern] = []

    def add_desk(self, desk: Desk) -> None:
        self.desks.append(desk)

    def add_url(self, route: str, view: Callable[..., HttpResponse], name: str) -> None:
        """A page of a room under /admin/. It must check its own permission.

        The site checks only that a person may enter the admin at all.
        """
        self.room_urls.append(path(route, self.admin_view(view), name=name))

    def get_urls(self) -> list[Any]:
        return [
            path("search/", self.admin_view(self.search_everything), name="search_everything"),
            *self.room_urls,
            *super().get_urls(),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        # By name: the floor may not import the rooms above it.
        return bool(import_string("portal.accounts.gate.may_enter_admin")(request))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One door for everyone: the portal's own sign-in, which knows second factors."""
        if request.user.is_authenticated and request.user.is_staff:
            return redirect(reverse("second_factor"))
        if request.user.is_authenticated:
            return render(request, "admin/not_an_official.html", status=403)
        query = urlencode({"next": request.GET.get("next") or request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{query}")

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """As Django's; but a step that arrives after the session ended keeps its words."""
        inner = super().admin_view(view, cacheable)

        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            leaving = request.path == reverse("admin:logout", current_app=self.name)
            if request.method == "POST" and request.user.is_anonymous and not leaving:
                query = urlencode({"next": request.get_full_path()})
                address = f"{reverse('account_login')}?{query}"
                context = {"login": address, "typed": typed_texts(request)}
                return render(request, "session_ended.html", context, status=403)
            return inner(request, *args, **kwargs)

        return cast(View, update_wrapper(door, view))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        desks = [(desk.title, list(desk.lanes(request))) for desk in self.desks]
        work = {"desks": [(title, lanes) for title, lanes in desks if lanes]}
        return super().index(request, {**(extra_context or {}), **work})

    def search_everything(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("q", "").strip()[:200]
        found = [
            (desk.title, hits)
            for desk in self.desks
            if typed and (hits := list(desk.search(request, typed)))
        ]
        context = {**self.each_context(request), "title": _("Search"), "typed": typed}
        return render(request, "admin/search_everything.html", {**context, "found": found})


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.OfficialsSite"


def officials_site() -> OfficialsSite:
    """The one site, for a room's `admin.py` to add its desk and its pages to."""
    return cast(OfficialsSite, site)
