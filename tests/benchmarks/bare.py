"""What the portal is measured against: Django with no middleware at all and one view that sends
ready bytes from memory, with the headers of the real page.

`BARE_PAGES` names a folder with a folder for each page: `headers.json` and `body`.
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

PAGES = {
    page.name: ((page / "body").read_bytes(), json.loads((page / "headers.json").read_text()))
    for page in Path(os.environ["BARE_PAGES"]).iterdir()
}


def ready(request: HttpRequest, name: str) -> HttpResponse:
    body, headers = PAGES[name]
    return HttpResponse(body, headers=headers)


urlpatterns = [path("<str:name>", ready)]
application = get_wsgi_application()
