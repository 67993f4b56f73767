"""The list: what was asked, what fits, and how many stand behind each choice."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from investors.procedures.models import Procedure, ProcedureVersion
from investors.procedures.words import short_term_label, term_in_words
from portal.languages.folding import fold
from portal.languages.text import Shown, pick
from portal.provenance.models import State, public_states

# Everything the list reads from its address.
QUERY = ("q", "field", "kind", "page")
PAGE = 60
OTHER_BODIES = "other"  # how the empty field is written in an address
FIELDS: dict[str, Any] = {key or OTHER_BODIES: label for key, label in Procedure.Field.choices}
KINDS: dict[str, Any] = dict(Procedure.Kind.choices)


class CatalogueForm(forms.Form):
    q = forms.CharField(label=_("Name or national code"), required=False, max_length=100)
    field = forms.ChoiceField(
        label=_("Field"), required=False, choices=[("", _("all fields")), *FIELDS.items()]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all kinds")), *KINDS.items()]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)


@dataclass(frozen=True)
class Wish:
    q: str = ""
    field: str = ""
    kind: str = ""
    page: int = 1

    def address(self, **changed: Any) -> str:
        """The list for this wish with some parts changed, from its first page on."""
        parts = {"q": self.q, "field": self.field, "kind": self.kind, **changed}
        kept = {name: value for name, value in parts.items() if value not in ("", 1)}
        return f"?{urlencode(kept)}" if kept else "."


def read_wish(typed: QueryDict) -> Wish:
    """What is not understood is left out: a list never answers with an error."""
    form = CatalogueForm(typed)
    form.is_valid()
    said = {name: value for name, value in form.cleaned_data.items() if value}
    return Wish(**said)


@dataclass(frozen=True)
class Entry:
    name: Shown
    url: str
    kind: Any
    code: str
    term: str
    days: str  # the number of the term, for machines
    term_label: str
    unverified: bool


def catalogue(wish: Wish) -> dict[str, Any]:
    """Two queries: the keys of everything that matches the words, then the page's versions."""
    language = get_language() or "vi"
    matching = list(
        Procedure.objects.filter(state__in=public_states(), versions__status="published")
        .matching(wish.q)
        .values_list("versions__pk", "field", "kind", "versions__name_vi")
    )
    order = list(FIELDS)
    rows = sorted(
        ((pk, field or OTHER_BODIES, kind, name) for pk, field, kind, name in matching),
        key=lambda row: (order.index(row[1]), fold(row[3])),
    )
    fitting = [row for row in rows if wish.field in ("", row[1]) and wish.kind in ("", row[2])]
    here = fitting[(wish.page - 1) * PAGE : wish.page * PAGE]
    versions = ProcedureVersion.objects.select_related("procedure").in_bulk(
        [row[0] for row in here]
    )
    groups: dict[str, list[Entry]] = {}
    pattern = reverse("procedures:procedure", args=["0"])
    for pk, field, _kind, _name in here:
        groups.setdefault(field, []).append(_entry(versions[pk], pattern, language))
    return {
        "wish": wish,
        "groups": [(FIELDS[field], entries) for field, entries in groups.items()],
        # What was asked for stands open; the whole catalogue is looked over by its groups first.
        "unfolded": bool(wish.q or wish.field or wish.kind),
        "sentence": _sentence(len(fitting), wish),
        "filters": {
            "action": reverse("procedures:list"),
            "hidden": [("q", wish.q)] if wish.q else [],
            "open": bool(wish.field or wish.kind),
            "groups": [
                _choices(_("Field"), "field", FIELDS, wish, [r for r in rows if _fits(r, wish, 2)]),
                _choices(_("Kind"), "kind", KINDS, wish, [r for r in rows if _fits(r, wish, 1)]),
            ],
        },
        "chips": _chips(wish),
        "pages": _pages(wish, len(fitting)),
    }


def _fits(row: tuple[Any, ...], wish: Wish, index: int) -> bool:
    return (wish.field, wish.kind)[index - 1] in ("", row[index])


def _entry(version: ProcedureVersion, pattern: str, language: str) -> Entry:
    procedure = version.procedure
    ours = procedure.kind == Procedure.Kind.PROCEDURE
    return Entry(
        name=pick(version, "name", language),
        url=pattern.replace("/0/", f"/{procedure.slug}/"),
        kind=procedure.get_kind_display(),
        code=procedure.shown_code,
        term=term_in_words(version),
        days=f"{version.term_days}" if version.term_days else "",
        term_label=short_term_label(version) if ours else "",
        unverified=State.UNVERIFIED in (procedure.state, version.days_state)
        and bool(version.term_days or procedure.state == State.UNVERIFIED),
    )


def _choices(
    label: Any, name: str, options: dict[str, Any], wish: Wish, rows: list[Any]
) -> dict[str, Any]:
    index = 1 if name == "field" else 2
    counts = Counter(row[index] for row in rows)
    chosen = getattr(wish, name)
    every = {"value": "", "label": _("all"), "count": len(rows), "selected": not chosen}
    return {
        "label": label,
        "name": name,
        "kind": "radio",
        "options": [
            every,
            *(
                {"value": key, "label": said, "count": counts[key], "selected": key == chosen}
                for key, said in options.items()
                if counts[key] or key == chosen
            ),
        ],
    }


def _chips(wish: Wish) -> list[dict[str, Any]]:
    chips = [{"label": f"“{wish.q}”", "url": wish.address(q="")}] if wish.q else []
    if wish.field:
        chips.append({"label": FIELDS[wish.field], "url": wish.address(field="")})
    if wish.kind:
        chips.append({"label": KINDS[wish.kind], "url": wish.address(kind="")})
    return chips


def _sentence(count: int, wish: Wish) -> str:
    said = (
        ngettext("%(count)d procedure matches.", "%(count)d procedures match.", count)
        if (wish.q or wish.field or wish.kind)
        else ngettext("%(count)d procedure.", "%(count)d procedures.", count)
    )
    return said % {"count": count}


def _pages(wish: Wish, count: int) -> dict[str, str]:
    pages: dict[str, str] = {}
    if wish.page > 1:
        pages["previous"] = wish.address(page=wish.page - 1)
    if count > wish.page * PAGE:
        pages["next"] = wish.address(page=wish.page + 1)
    return pages
