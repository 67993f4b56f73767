"""`/dev/pieces/`: every piece with its states, in the language of `?language=`."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from portal.pages.context import OFFERED

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
CITED = [("An invented source, chapter 2", "https://example.org/invented", "official publication")]


class _Form(forms.Form):
    name = forms.CharField(label="Your name", help_text="As in your passport.")
    email = forms.EmailField(label="E-mail")
    country = forms.ChoiceField(label="Country", choices=[("vn", "Việt Nam"), ("jp", "Japan")])
    question = forms.CharField(label="Question", widget=forms.Textarea)
    phone = forms.CharField(label="Telephone", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "Advice"), ("o", "Obstacle")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="I agree that my enquiry is kept and answered.")


@require_safe
def pieces(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("language", "en")
    with translation.override(asked if asked in OFFERED else "en"):
        return render(request, "portal/pages/pieces.html", _states())


def _states() -> dict[str, Any]:
    due = date(2026, 11, 30)
    clock = {"due": due, "used": 4, "paused": 0, "left": 6, "over": 0}
    return {
        "form": _Form(),
        "wrong": _Form({"name": "", "email": "lan@", "country": "jp", "question": "Land?"}),
        "figures": _figures(),
        "clocks": {
            "in time": clock,
            "soon": {**clock, "used": 8, "left": 2},
            "due today": {**clock, "used": 10, "left": 0},
            "late": {**clock, "used": 10, "left": 0, "over": 3},
            "paused": {**clock, "paused": 5, "paused_now": True},
            "no term": {"due": None, "used": 0, "paused": 0, "left": 0, "over": 0},
        },
        "heads": [
            {
                "who": "Trần Thị Hoa",
                "who_detail": "specialist, investment division, since 16 Nov",
                "next": "The specialist checks the papers you sent",
                "clock": clock,
                "must": "Send the lease agreement in principle",
                "must_url": "#",
                "must_label": "Answer the request",
            },
            {"who": "One-stop desk", "next": "You fetch the result", "left": "finished"},
        ],
        "entries": _entries(),
        "table": _table(),
        "card": {
            "title": "Song Khoai Industrial Park",
            "url": "#",
            "kicker": "Industrial park, Quảng Yên",
            "word": "operating",
            "tone": "ok",
            "marks": ["unverified"],
            "facts": [("Area", "714", "ha"), ("Price", "", ""), ("Occupancy", "62", "%")],
            "level": 3,
        },
        "chips": [{"label": "operating", "url": "#"}, {"label": "from 20 ha", "url": "#"}],
        "filters": _filters(),
        "pages": {"where": "21–40 of 57", "previous": "#", "next": "#"},
        "crumbs": [("Home", "/en/"), ("Parks", "/en/parks/")],
    }


def _figures() -> list[dict[str, Any]]:
    area = {"label": "Area", "value": "714", "unit": "ha", "as_of": "2023", "sources": CITED}
    other = {"value": "715", "unit": "ha", "as_of": "2021", "sources": CITED}
    return [
        {**area, "confidence": "high confidence", "others": [other], "reason": "The newer one."},
        {**area, "label": "Occupancy", "value": "62", "unit": "%", "state": "unverified"},
        {"label": "Price of land", "unknown": True},
        {**area, "label": "Water", "value": "12,000", "unit": "m³/day", "stale": date(2026, 1, 1)},
    ]


def _entries() -> list[dict[str, Any]]:
    return [
        {
            "title": "Asked for one more paper",
            "at": datetime(2026, 11, 20, 14, 5, tzinfo=VIETNAM),
            "role": "specialist",
            "who": "Trần Thị Hoa",
            "changed": "Status: being checked → waiting for you",
            "body": "The lease agreement in principle is missing.",
            "sent": [("E-mail", "lan@investor.example")],
        },
        {
            "title": "Note",
            "at": datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM),
            "role": "head of division",
            "body": "Ask the department of construction first.",
            "internal": True,
        },
        {"title": "Received", "at": datetime(2026, 11, 16, 8, 30, tzinfo=VIETNAM)},
    ]


def _table() -> dict[str, Any]:
    return {
        "caption": "Areas of three parks",
        "columns": [
            {"label": "Park", "url": "#", "sorted": "ascending"},
            {"label": "Area, ha", "number": True, "url": "#"},
            {"label": "Leased, ha", "number": True},
        ],
        "rows": [
            [
                {"text": name, "url": "#"},
                {"text": area, "number": True, "label": "Area, ha"},
                {"text": leased, "number": True, "label": "Leased, ha", "unknown": not number},
            ]
            for name, area, leased, number in (
                ("Song Khoai", "714.00", "411.10", True),
                ("Hai Ha", "988.11", "not published", False),
                ("Dong Mai", "167.90", "160.17", True),
            )
        ],
    }


def _filters() -> dict[str, Any]:
    kinds = [("park", "Industrial park", 17, True), ("zone", "Economic zone", 5, False)]
    names = ("value", "label", "count", "selected")
    return {
        "action": "#",
        "open": True,
        "groups": [
            {
                "label": "Kind",
                "name": "kind",
                "options": [dict(zip(names, kind, strict=True)) for kind in kinds],
            },
            {"label": "At least", "name": "area", "kind": "number", "hint": "hectares"},
        ],
    }
