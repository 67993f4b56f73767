"""What the portal is measured against: Django with no middleware at all and one view that sends
ready bytes from memory, with the headers of the real page.

`BARE_PAGE` names a folder with `headers.json` and `body`.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="measuring",  # noqa: S106 - nothing is signed here
    USE_TZ=True,
)

PAGE = Path(os.environ["BARE_PAGE"])
BODY = (PAGE / "body").read_bytes()
HEADERS = json.loads((PAGE / "headers.json").read_text())


def ready(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers=HEADERS)


urlpatterns = [path("", ready)]
application = get_wsgi_application()
