"""An investor's question or obstacle, its thread, and the norm it is answered by."""

from investors.enquiries.models.email_code import EmailCode
from investors.enquiries.models.enquiry import Enquiry, EnquiryQuerySet
from investors.enquiries.models.norm import Norm, NormEvent
from investors.enquiries.models.thread import EnquiryEvent, Message

__all__ = [
    "EmailCode",
    "Enquiry",
    "EnquiryEvent",
    "EnquiryQuerySet",
    "Message",
    "Norm",
    "NormEvent",
]
