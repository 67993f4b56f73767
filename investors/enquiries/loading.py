"""What the room needs before its first enquiry: the desk and the norm."""

from datetime import date

from investors.enquiries.models import Norm
from portal.accounts.desks import load_desk
from portal.provenance.loading import CREATED, UNCHANGED, Report

# No decision of the authority sets these times yet, so the pages call them a trial. They follow
# the portal's own aim: a person acknowledges within 1 working day, answers within 3, or within
# 7 when another agency must be asked.
TRIAL_SINCE = date(2026, 1, 1)


def load() -> Report:
    """Creates what is missing and changes nothing officials have set."""
    report = Report()
    load_desk()
    if Norm.objects.exists():
        report.add("response norms", UNCHANGED)
    else:
        Norm.objects.create(valid_from=TRIAL_SINCE)
        report.add("response norms", CREATED)
    return report
