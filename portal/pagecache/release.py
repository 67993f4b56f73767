"""What makes pages of one installation differ from those of another, besides the data."""

import hashlib
import json
from pathlib import Path

from django.conf import settings

_CODE = ("portal", "parks", "investors", "templates")
_LISTS = ("package-lock.json", "requirements/base.txt")
# What the environment may say and a page, or its headers, would show.
_SHOWN = (
    "LANGUAGES",
    "MAP_TILES_ATTRIBUTION",
    "MAP_TILES_URL",
    "PROFILE",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SHOW_UNVERIFIED",
    "SITE_URL",
)


def release() -> str:
    """A digest of code, templates, catalogues, styles, package lists and shown settings.

    Pages in Redis outlive a restart. Those of the version before a new installation, which name
    style sheets that are gone, or those with unverified values after an operator hid them, must
    not be found any more. The same on every host that runs the same installation.
    """
    found = hashlib.sha256()
    for file in _files(settings.BASE_DIR):
        found.update(str(file.relative_to(settings.BASE_DIR)).encode() + b"\0")
        found.update(hashlib.sha256(file.read_bytes()).digest())
    found.update(json.dumps([str(getattr(settings, name)) for name in _SHOWN]).encode())
    return found.hexdigest()


def _files(root: Path) -> list[Path]:
    files = [root / name for name in _LISTS]
    for folder in _CODE:
        files += (root / folder).rglob("*")
    return sorted(file for file in files if file.is_file() and file.suffix != ".pyc")
