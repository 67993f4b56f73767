"""A park with values that are past their review date, and two sources that say so."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from parks.directory.figures import record
from parks.directory.models import Figure, Park
from parks.directory.said import Said
from portal.accounts.models import User
from portal.provenance.models import Source, State


@pytest.fixture
def decision(db: None) -> Source:
    return Source.objects.create(key="decision-1", title="Decision 1/QĐ", grade="official")


@pytest.fixture
def report(db: None) -> Source:
    return Source.objects.create(key="report-2", title="Report 2/BC", grade="official")


@pytest.fixture
def say(park: Park, decision: Source, editor: User) -> Callable[..., Figure]:
    def record_one(kind: str, as_of: str, by: User = editor, **more: Any) -> Figure:
        said: dict[str, Any] = {
            "value": Decimal(500),
            "unit": "ha",
            "confidence": "high",
            "state": State.PUBLISHED,
            "sources": (decision,),
            **more,
        }
        return record(park, Said(kind, as_of=as_of, **said), by=by)

    return record_one


@pytest.fixture
def stale(say: Callable[..., Figure]) -> Figure:
    return say("area_total_ha", "2020-01")
