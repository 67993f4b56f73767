from django.apps import AppConfig
from django.core.checks import Tags, register

from portal.checks import unsafe_for_production


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        register(unsafe_for_production, Tags.security)
