"""A brochure as its reader gets it: asked for, made by the sweep, read out of the file."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from parks.directory.brochure.sweeps import make_waiting

Read = Callable[..., str]


@pytest.fixture(autouse=True)
def in_peace(settings: Any, tmp_path: Path) -> None:
    """Files of one test only, no typefaces of this machine, no waiting for a worker, no counts."""
    (tmp_path / "no-fonts").mkdir()
    settings.BROCHURE_FONTS = str(tmp_path / "no-fonts")
    settings.BROCHURE_WAIT_SECONDS = 0
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media"},
        },
    }


def words_in(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.fixture
def pdf_at(visitor: Client) -> Callable[[str], bytes]:
    """The file at an address; a new one is made by the sweep."""

    def get(address: str) -> bytes:
        response = visitor.get(address)
        if response.status_code == 202:
            make_waiting(timezone.now())
            response = visitor.get(address)
        assert response.status_code == 200, (address, response.status_code)
        assert response["Content-Type"] == "application/pdf"
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]

    return get


@pytest.fixture
def read(pdf_at: Callable[[str], bytes]) -> Read:
    """All words of the brochure at an address."""
    return lambda address: words_in(pdf_at(address))
