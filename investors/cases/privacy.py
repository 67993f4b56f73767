"""What this room keeps about a person, and what of it may be erased."""

from typing import Any

from django.forms.models import model_to_dict
from django.utils import timezone

from investors.cases.models import Case, EventPayload
from investors.cases.moves import MOVES
from portal.accounts.privacy import Room, Rows, register

PERSONAL = (
    "reference",
    "title",
    "contact_name",
    "contact_company",
    "contact_email",
    "language",
    "national_code",
    "status",
)
ERASED = "—"


def _export(email: str) -> Rows:
    cases = Case.objects.filter(contact_email__iexact=email)
    notes = EventPayload.objects.filter(event__case__in=cases).select_related("event__case")
    return {
        "cases": [model_to_dict(case, fields=PERSONAL) for case in cases],
        "notes": [
            {"case": note.event.case.reference, "at": note.event.at, **said}
            for note in notes.order_by("event")
            if (said := _said_to_the_person(note))
        ],
    }


def _said_to_the_person(payload: EventPayload) -> dict[str, Any]:
    """What a step tells of the applicant: not whom it was given to, and no note that is for
    officials only."""
    move = MOVES.get(payload.event.move)
    inside = {"person"} if move is not None and move.note_shown else {"person", "note"}
    return {name: said for name, said in payload.data.items() if name not in inside}


def _erase(email: str) -> list[str]:
    """Ended cases lose name, company, address, texts and the secret that opened them. An open
    one is being handled in the person's own name and stays until it ends. The national code is
    the name of the authority's file, which the law keeps."""
    cases = Case.objects.filter(contact_email__iexact=email)
    ended = cases.exclude(pk__in=cases.open())
    EventPayload.objects.filter(event__case__in=ended, erased_at=None).update(
        salt="", data={}, erased_at=timezone.now()
    )
    kept = cases.open().count()
    # Last, because it ends what the query finds. The address stays unique for each case.
    for case in ended:
        case.title = case.contact_name = case.contact_company = ERASED
        case.contact_email = f"erased-case-{case.pk}@erased.invalid"
        case.contact_user = case.organisation = None
        case.secret_hash = case.due_reason = ""
        case.save(
            update_fields=[
                "title",
                "contact_name",
                "contact_company",
                "contact_email",
                "contact_user",
                "organisation",
                "secret_hash",
                "due_reason",
            ]
        )
    sentences = []
    if ended or kept:
        sentences.append(
            "The chain of events of a case stays, without its notes and lists, and so does the "
            "national code: both are the authority's record. The secret no longer opens it."
        )
    if kept:
        sentences.append(f"{kept} open cases stay until they end; ask again then.")
    return sentences


register(Room("cases", _export, _erase))
