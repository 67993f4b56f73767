"""Who is told what, in whose language.

A mail to an address that nobody has proved yet carries no list and no note: they are read in the
portal, behind the secret.
"""

from collections.abc import Iterable
from typing import Any

from investors.cases.models import Case, Event
from investors.cases.moves import awaited_move
from investors.cases.moves.kinds import PERSON, PROCESS, RECEIVE, Given, Move
from portal.accounts.models import User
from portal.desk.people import Concerned, people_of
from portal.languages.text import columns
from portal.notifications.outbox import Recipient, tell

CONCERNED = Concerned(works="cases.read", decides="cases.decide")


def tell_about(case: Case, event: Event, step: Move, given: Given) -> None:
    if step.told:
        note = given.note if step.note_shown else ""
        words = {"papers": list(given.papers), "note": note} if proved(case) else {}
        tell_investor(case, step.told, key_of(event), result=given.result, **words)
    if PERSON in step.needs and given.person:
        others = [] if given.person.pk == event.actor_id else [given.person]
        tell_officials(case, "case.assigned", key_of(event), others)
    if step.target is not None:
        _tell_one_stop(case, event)


def _tell_one_stop(case: Case, event: Event) -> None:
    """That the next step is its own; not who made this one."""
    if awaited := awaited_move(case):
        people = [person for person in one_stop_of(case) if person.pk != event.actor_id]
        tell_officials(case, awaited.awaited, f"{key_of(event)}:awaited", people)


def one_stop_of(case: Case) -> list[User]:
    """Those of the desk who receive and do not process; where there are none, who may receive."""
    able = people_of(case.desk, RECEIVE)
    others = {person.pk for person in people_of(case.desk, PROCESS)}
    return [person for person in able if person.pk not in others] or able


def tell_opened(case: Case, event: Event) -> None:
    tell_investor(case, "case.opened", key_of(event))


def tell_investor(case: Case, kind: str, event: str, **params: Any) -> None:
    """In the language the enquiry was written in, to its address."""
    user = case.contact_user or (case.enquiry.contact_user if case.enquiry else None)
    to = Recipient(case.contact_email, case.language, user)
    _tell(case, kind, event, [to], params)


def tell_officials(case: Case, kind: str, event: str, people: Iterable[User]) -> None:
    recipients = [Recipient.of(person) for person in people]
    owner = str(case.owner) if case.owner else ""
    _tell(case, kind, event, recipients, {"title": case.title, "owner": owner})


def proved(case: Case) -> bool:
    """Whether the address is known to be the contact's."""
    return case.contact_user is not None or bool(case.enquiry and case.enquiry.email_proved_at)


def key_of(event: Event) -> str:
    return f"case:{event.case_id}:event:{event.number}"


def _tell(
    case: Case,
    kind: str,
    event: str,
    to: list[Recipient],
    params: dict[str, Any],
) -> None:
    common = {
        "reference": case.reference,
        "enquiry": case.enquiry.reference if case.enquiry else "",
        "procedure": {name: getattr(case.version, name) for name in columns("name")},
        "slug": case.version.procedure.slug,
        "national_code": case.national_code,
        "due": case.due.isoformat() if case.due else "",
        "provisional": case.due_certainty == "provisional" and case.official_due is None,
        "status": case.status,
    }
    tell(kind, event=event, to=to, params={**common, **params}, stream=f"case:{case.pk}")
