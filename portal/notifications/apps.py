from django.apps import AppConfig

from portal.notifications import kinds, sweeping


class NotificationsConfig(AppConfig):
    name = "portal.notifications"

    def ready(self) -> None:
        kinds.collect()
        sweeping.collect()
