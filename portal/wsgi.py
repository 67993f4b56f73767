"""The web door: Django, with the cache of whole anonymous pages in front of it."""

import os

from django.core.wsgi import get_wsgi_application

from portal.checks import refuse_unsafe_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
refuse_unsafe_start()
django_application = get_wsgi_application()

from portal.pagecache.front import FrontCache  # noqa: E402 - its models need the loaded apps
from portal.pagecache.shared import shared_shelf  # noqa: E402

application = FrontCache(django_application, shared=shared_shelf())
