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
from portal.accounts.demo import load_demo_people


class Command(BaseCommand):
    help = "Load demonstration people, enquiries and cases (never in production)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demonstration records are never loaded in production.")
        with transaction.atomic():
            people = load_demo_people()
            if Enquiry.objects.filter(demonstration=True).exists():
                self.stdout.write("demonstration: already loaded, nothing changed")
                return
            now = timezone.now()
            load_demo_enquiries(now)
            load_demo_cases(now)
        self.stdout.write(
            f"demonstration: {len(people)} people, "
            f"{Enquiry.objects.filter(demonstration=True).count()} enquiries, "
            f"{Case.objects.filter(demonstration=True).count()} cases"
        )
