from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "investors.enquiries"
    verbose_name = _("Enquiries")

    def ready(self) -> None:
        autodiscover_modules("beside")
