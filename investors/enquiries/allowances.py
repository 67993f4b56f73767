"""How often one address, one mailbox and everybody may use the doors of this room."""

from portal.limits import Limit, spend

FORMS_OF_ONE = Limit("enquiry", 20, 3600)
# When very many arrive from everywhere, each address keeps this much: nobody is shut out.
FORMS_OF_ONE_IN_A_FLOOD = Limit("enquiry-flood", 2, 3600)
FORMS_OF_ALL = Limit("enquiry-all", 600, 3600)
MAILS_TO_ONE_BOX = Limit("enquiry-mail", 5, 3600)
CODES_OF_ONE = Limit("enquiry-code", 30, 600)
CODES_SENT = Limit("enquiry-code-sent", 5, 3600)
LOST_SECRETS_OF_ONE = Limit("enquiry-lost", 10, 3600)
# When a mailbox or the portal is flooded with codes, each address of the net keeps one an hour for
# a mailbox: whoever floods it cannot shut its owner out.
LOST_SECRETS_OF_ONE_IN_A_FLOOD = Limit("enquiry-lost-flood", 1, 3600)
LOST_SECRETS_TO_ONE_BOX = Limit("enquiry-lost-mail", 5, 3600)
LOST_SECRETS_OF_ALL = Limit("enquiry-lost-all", 600, 3600)
MESSAGES_OF_ONE = Limit("enquiry-message", 60, 3600)


def wait_to_send_form(address: str) -> int:
    """Seconds this address must wait before another form; 0: none."""
    wait = spend(FORMS_OF_ONE, address)
    if not wait and spend(FORMS_OF_ALL, "all"):
        wait = spend(FORMS_OF_ONE_IN_A_FLOOD, address)
    return wait


def may_mail(email: str) -> bool:
    """Whether this mailbox may get another unasked mail; the enquiry is accepted either way."""
    return spend(MAILS_TO_ONE_BOX, email.lower()) == 0


def wait_to_send_code(address: str, email: str) -> int:
    """Seconds this address of the net must wait before another code goes to `email`; 0: none."""
    if wait := spend(LOST_SECRETS_OF_ONE, address):
        return wait  # a refused try is nobody else's flood
    flooded = spend(LOST_SECRETS_TO_ONE_BOX, email) or spend(LOST_SECRETS_OF_ALL, "all")
    return spend(LOST_SECRETS_OF_ONE_IN_A_FLOOD, f"{address} {email}") if flooded else 0
