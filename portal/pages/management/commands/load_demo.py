"""`manage.py load_demo`: the development profile's first look, labelled and loaded once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from investors.cases.demo import load_demo_cases
from investors.cases.models import Case
from investors.enquiries.demo import load_demo_enquiries
from investors.enquiries.models import Enquiry
from parks.directory.plots.demo import load_demo_parks
from portal.accounts.demo import demo_secret, load_demo_people
from portal.accounts.secrets import hash_secret


class Command(BaseCommand):
    help = "Load demonstration people, parks, enquiries and cases (never in production)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration records are never loaded in production.")
        with transaction.atomic():
            people = load_demo_people()
            plots = load_demo_parks()
            if Enquiry.objects.filter(demonstration=True).exists():
                # Keys may have changed meanwhile; what `welcome` prints must open what is there.
                opened_by = hash_secret(demo_secret())
                Enquiry.objects.filter(demonstration=True).update(secret_hash=opened_by)
                Case.objects.filter(demonstration=True).update(secret_hash=opened_by)
                self.stdout.write("demonstration: already loaded, nothing added")
                return
            now = timezone.now()
            load_demo_enquiries(now)
            load_demo_cases(now)
        self.stdout.write(
            f"demonstration: {len(people)} people, "
            f"{Enquiry.objects.filter(demonstration=True).count()} enquiries, "
            f"{Case.objects.filter(demonstration=True).count()} cases, {plots} plots"
        )
