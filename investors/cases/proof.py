"""A reference and its secret, checked with the same work for right, wrong and unknown.

Every try asks the database twice and hashes once, whatever was typed. Limits count the caller's
own address; nobody can lock another out by guessing at their reference.
"""

from dataclasses import dataclass

from investors.cases.models import Case
from investors.enquiries.models import Enquiry
from portal.accounts.secrets import LETTERS, same_secret, tidy
from portal.limits import Limit, spend

TRIES_OF_ONE = Limit("track", 60, 600)
# When very many try from everywhere, each address keeps this much: nobody is shut out.
TRIES_OF_ONE_IN_A_FLOOD = Limit("track-flood", 3, 600)
TRIES_OF_ALL = Limit("track-all", 1200, 600)

REFERENCE_LENGTH = 40
SECRET_LENGTH = 120
HEAD, MONTH = 2, 6  # "HS", "HS2611": where the dashes of a reference stand


@dataclass(frozen=True)
class Found:
    reference: str
    case: Case | None
    enquiry: Enquiry | None


def wait_to_try(address: str) -> int:
    """Seconds this address must wait before another try; 0: none.

    Tries that were refused do not count for everybody: one address alone must not be able to
    put all others under the rule for a flood.
    """
    wait = spend(TRIES_OF_ONE, address)
    if not wait and spend(TRIES_OF_ALL, "all"):
        wait = spend(TRIES_OF_ONE_IN_A_FLOOD, address)
    return wait


def find(reference: str, secret: str) -> Found | None:
    """The case or enquiry, when the secret is its own."""
    typed = tidy_reference(reference)
    case = Case.objects.filter(reference=typed).select_related(*SHOWN_WITH).first()
    enquiry = Enquiry.objects.filter(reference=typed).first()
    kept = case or enquiry
    if not same_secret(secret, kept.secret_hash if kept else ""):
        return None
    return Found(typed, case, enquiry)


SHOWN_WITH = ("version__procedure", "owner", "desk", "enquiry")


def tidy_reference(typed: str) -> str:
    """ "hs 2611 7k3m9x" is HS-2611-7K3M9X; what is no reference stays unlike any."""
    text = tidy(typed)[:REFERENCE_LENGTH]
    tail = text[MONTH:]
    if len(text) == MONTH + 6 and all(letter in LETTERS for letter in tail):
        return f"{text[:HEAD]}-{text[HEAD:MONTH]}-{tail}"
    return typed.strip().upper()[:REFERENCE_LENGTH]
