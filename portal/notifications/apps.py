from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.notifications import kinds, sweeping


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    verbose_name = _("Messages")

    def ready(self) -> None:
        kinds.collect()
        sweeping.collect()
