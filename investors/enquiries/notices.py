"""Every message of this room. The texts are in `templates/investors/enquiries/mail/`."""

from django.utils.translation import gettext_lazy as _

from portal.notifications.kinds import Kind

SAMPLE = {
    "reference": "YC-2611-7K3M9X",
    "acknowledge_due": "2026-11-03",
    "answer_due": "2026-11-05",
}
OFFICIAL = {**SAMPLE, "subject": "Land for a cable factory", "owner": "Hoa"}

KINDS = [
    Kind("enquiry.received", _("Your enquiry was received"), sample=SAMPLE),
    Kind(
        "enquiry.code",
        _("The code for your e-mail address"),
        sample={**SAMPLE, "minutes": 30},
        sample_secret={"code": "123456"},
    ),
    Kind(
        "enquiry.address_code",
        _("The code that opens what you sent"),
        sample={"minutes": 30},
        sample_secret={"code": "123456"},
    ),
    Kind("enquiry.taken", _("A person has your enquiry"), sample=SAMPLE),
    Kind("enquiry.replied", _("Your enquiry was answered"), sample=SAMPLE),
    Kind("enquiry.consulting", _("Another agency is asked"), sample=SAMPLE),
    Kind("enquiry.closed", _("Your enquiry was closed"), sample=SAMPLE),
    Kind("enquiry.reopened", _("Your enquiry was opened again"), sample=SAMPLE),
    Kind("enquiry.arrived", _("A new enquiry for your desk"), sample=OFFICIAL),
    Kind("enquiry.written", _("An investor wrote"), sample=OFFICIAL),
    Kind("enquiry.disowned", _("An enquiry sent in another's name"), sample=OFFICIAL),
    Kind("enquiry.assigned", _("An enquiry has a new owner"), sample=OFFICIAL),
    Kind("enquiry.due", _("An answer is due soon"), sample=OFFICIAL),
    Kind("enquiry.late", _("An answer is late"), sample=OFFICIAL),
    Kind("enquiry.not_taken", _("Not taken on in time"), sample=OFFICIAL),
]
