"""What this room keeps about a person, for export and erasure."""

from django.forms.models import model_to_dict

from investors.enquiries.models import EmailCode, Enquiry, Message
from portal.accounts.privacy import Room, Rows, register

# What is said of the person, not of the question they asked.
PERSONAL = (
    "reference",
    "subject",
    "body",
    "sector",
    "contact_name",
    "contact_company",
    "contact_country",
    "contact_email",
    "contact_phone",
    "language",
    "consent_version",
    "status",
)
ERASED = "erased@erased.invalid"


def _export(email: str) -> Rows:
    enquiries = Enquiry.objects.filter(contact_email=email.lower()).order_by("pk")
    return {
        "enquiries": [
            {**model_to_dict(row, fields=PERSONAL), "created_at": row.created_at}
            for row in enquiries
        ],
        "messages": [
            {
                "enquiry": message.enquiry.reference,
                "side": message.side,
                "body": message.body,
                "created_at": message.created_at,
            }
            for message in Message.objects.filter(
                enquiry__in=enquiries, internal=False
            ).select_related("enquiry")
        ],
    }


def _erase(email: str) -> list[str]:
    """Wipes who asked. The questions and answers stay: they are the authority's record."""
    mine = Enquiry.objects.filter(contact_email=email.lower())
    open_ones = list(mine.open().values_list("reference", flat=True))
    ended = mine.exclude(reference__in=open_ones)
    EmailCode.objects.filter(enquiry__in=ended).delete()
    EmailCode.objects.filter(email=email.lower()).delete()
    count = ended.update(
        contact_name="",
        contact_company="",
        contact_country="",
        contact_email=ERASED,
        contact_phone="",
        contact_user=None,
        secret_hash="",
        form_digest=None,
    )
    sentences = []
    if count:
        sentences.append(
            f"{count} closed enquiries no longer say who asked; question and answer stay as the "
            "authority's record."
        )
    if open_ones:
        sentences.append(
            f"Open enquiries keep the contact until they are closed: {', '.join(open_ones)}."
        )
    return sentences


register(Room("enquiries", _export, _erase))
