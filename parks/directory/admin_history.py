"""What became of a row, for reading in the admin: in words, with the titles of sources."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.provenance.models import Source

SOURCES, LONGEST = "sources", 200


class History(admin.TabularInline):
    """What happened to a row, for reading; the verbs write it. `of` is the model of the row."""

    of: ClassVar[type[Model]]
    readonly_fields: ClassVar[tuple[str, ...]] = ("at", "actor", "reason", "stood", "stands")
    fields = readonly_fields
    extra = 0
    can_delete = False
    verbose_name_plural = _("History")

    @admin.display(description=_("before"))
    def stood(self, event: Any) -> SafeString:
        return in_words(self.of, event.before)

    @admin.display(description=_("after"))
    def stands(self, event: Any) -> SafeString:
        return in_words(self.of, event.after)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def in_words(model: type[Model], kept: Mapping[str, Any]) -> SafeString:
    """What a history keeps of a row of the model: one line a column."""
    lines = [(_label(model, name), _said(model, name, kept[name])) for name in kept]
    return format_html_join("", "<p>{}: {}</p>", lines)


def _label(model: type[Model], name: str) -> Any:
    try:
        return getattr(model._meta.get_field(name), "verbose_name", name)
    except FieldDoesNotExist:  # a column that has gone since
        return name


def _said(model: type[Model], name: str, content: Any) -> Any:
    if name == SOURCES:
        found = Source.objects.in_bulk(content, field_name="key")
        return ", ".join(str(found.get(key, key)) for key in content)
    if isinstance(content, bool):
        return gettext("yes") if content else gettext("no")
    try:
        choices = dict(getattr(model._meta.get_field(name), "flatchoices", ()))
    except FieldDoesNotExist:
        choices = {}
    said = choices.get(content, content) if isinstance(content, str) else content
    return format_html("{}", str("—" if said is None else said)[:LONGEST])
