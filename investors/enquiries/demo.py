"""Demonstration enquiries of the development profile: invented, labelled, dated from today.

They are made by the same verbs as real ones, at the times they would have happened. Nobody is
told of what is loaded; later moves tell like those of any enquiry.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from investors.enquiries.consent import CURRENT
from investors.enquiries.demo_scripts import SCRIPTS, Scene, Script
from investors.enquiries.desks import desk_for
from investors.enquiries.models import Enquiry, EnquiryEvent, Message
from investors.enquiries.norms import norm_on, set_due_dates
from parks.directory.models import Park
from portal.accounts.demo import demo_secret
from portal.accounts.models import User
from portal.accounts.secrets import hash_secret, new_reference
from portal.notifications.silence import telling_nobody
from portal.workdays.calendar import current_calendar
from portal.workdays.counting import ONE_DAY, YearNotPublished


def load_demo_enquiries(now: datetime) -> list[Enquiry]:
    """Creates them all; the caller makes sure that this happens once."""
    with telling_nobody():
        return [_play(script, now) for script in SCRIPTS]


def _play(script: Script, now: datetime) -> Enquiry:
    received = working_days_before(now, script.days_ago)
    parks = list(Park.objects.public().filter(slug__in=script.parks))
    user = User.objects.filter(email=script.email).first()
    enquiry = Enquiry(
        reference=new_reference("YC", timezone.localdate(received)),
        secret_hash=hash_secret(demo_secret()),
        kind=script.kind,
        subject=script.subject,
        body=script.body,
        sector=script.sector,
        contact_name=script.name,
        contact_company=script.company,
        contact_country=script.country,
        contact_email=script.email,
        contact_user=user,
        language=script.language,
        email_proved_at=received if user else None,
        consent_version=CURRENT,
        desk=desk_for(parks),
        norm=norm_on(timezone.localdate(received)),
        created_at=received,
        demonstration=True,
    )
    set_due_dates(enquiry, received)
    enquiry.save()
    enquiry.parks.set(parks)
    Message.objects.create(
        enquiry=enquiry,
        side=Message.Side.INVESTOR,
        author=user,
        body=script.body,
        language=script.language,
        created_at=received,
    )
    EnquiryEvent.objects.create(
        enquiry=enquiry, move="received", to_status=enquiry.status, actor=user, at=received
    )
    script.then(
        Scene(
            enquiry,
            script,
            hoa=User.objects.get(email="hoa@official.example"),
            binh=User.objects.get(email="binh@official.example"),
            after=lambda days: min(now, working_days_before(now, script.days_ago - days)),
        )
    )
    enquiry.refresh_from_db()
    return enquiry


def working_days_before(now: datetime, days: int) -> datetime:
    """Nine o'clock that many working days ago; an hour ago for today."""
    if days <= 0:
        return now - timedelta(hours=1)
    calendar, day = current_calendar(), timezone.localdate(now)
    for _n in range(days):
        day -= ONE_DAY
        try:
            while not calendar.is_working_day(day):
                day -= ONE_DAY
        except YearNotPublished:  # without a calendar the days are only about right
            continue
    return timezone.make_aware(datetime.combine(day, time(9)))
