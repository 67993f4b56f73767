"""The web door: Django, with the cache of whole anonymous pages in front of it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.core.wsgi import get_wsgi_application  # noqa: E402 - settings come first

django_application = get_wsgi_application()

from portal.pagecache.front import FrontCache  # noqa: E402 - needs the loaded apps

application = FrontCache(django_application)
