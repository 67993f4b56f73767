"""What every page's frame needs; nothing about the reader."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    return {"site_url": settings.SITE_URL, "languages_offered": settings.LANGUAGES}
