"""The first look of the development profile: labelled, told to nobody, opened by one secret."""

from collections import Counter
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils import translation

from investors.cases.demo import CHANGE, LICENCE, RULES, SCRIPTS, load_demo_cases
from investors.cases.models import Case
from investors.cases.proof import find
from investors.cases.verifying import verify
from investors.enquiries.loading import load
from investors.enquiries.models import Enquiry
from investors.procedures.models import Procedure, ProcedureVersion
from portal.accounts.demo import demo_secret, load_demo_people
from portal.accounts.models import User
from portal.accounts.secrets import same_secret
from portal.notifications.models import Notice
from portal.workdays.counting import Calendar
from tests.cast import VIETNAM

TERMS = {LICENCE: (30, "calendar"), CHANGE: (None, "working"), RULES: (7, "working")}


@pytest.fixture
def procedures(db: None) -> None:
    for slug in {script.procedure for script in SCRIPTS}:
        days, unit = TERMS.get(slug, (10, "working"))
        ProcedureVersion.objects.create(
            procedure=Procedure.objects.create(
                slug=slug, kind="procedure", opens_case=True, state="published"
            ),
            number=1,
            status="published",
            name_vi=slug,
            statutory_days=days,
            unit=unit,
            days_state="published",
            confidence="high",
        )


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 18, 15, tzinfo=VIETNAM),
        datetime(2026, 11, 24, 5, tzinfo=VIETNAM),  # a holiday, before anyone is up
        datetime(2026, 11, 22, 0, 5, tzinfo=VIETNAM),  # a Sunday just begun
    ],
)
def test_it_has_one_of_each_on_any_day(now: datetime, calendar: Calendar, procedures: None) -> None:
    with time_machine.travel(now, tick=False), translation.override("en"):
        load()
        load_demo_people()
        load_demo_cases(now)
        cases = list(Case.objects.all())
        assert all(case.demonstration for case in cases)
        found = Counter(case.status for case in cases)
        assert found["5"] == 1
        assert found["10"] == 1
        assert any(case.result == "refused_in_writing" for case in cases)
        assert Case.objects.open().filter(owner=None).exists()
        assert Case.objects.overdue(now).count() == 1
        assert Case.objects.to_settle().count() == 1
        assert not Notice.objects.exists()
        assert list(verify(cases)) == []
        opened = find(cases[0].reference, demo_secret())
        assert opened is not None
        lan = User.objects.get(email="lan@investor.example")
        assert Case.objects.visible_to(lan).count() == 5


def test_what_is_printed_opens_what_is_there_after_the_keys_changed(
    calendar: Calendar, procedures: None, settings: Any
) -> None:
    load()
    call_command("load_demo", stdout=StringIO())
    assert Case.objects.exists()
    settings.SECRET_KEY = "another key, with nothing of the one before"
    assert not same_secret(demo_secret(), Case.objects.all()[0].secret_hash)
    call_command("load_demo", stdout=StringIO())
    for rows in (Case.objects.values_list, Enquiry.objects.values_list):
        assert all(same_secret(demo_secret(), kept) for kept in rows("secret_hash", flat=True))


def test_on_a_working_day_one_is_due_that_very_day(calendar: Calendar, procedures: None) -> None:
    now = datetime(2026, 11, 18, 15, tzinfo=VIETNAM)
    with time_machine.travel(now, tick=False):
        load()
        load_demo_people()
        load_demo_cases(now)
        assert Case.objects.running().filter(due=now.date()).exists()
