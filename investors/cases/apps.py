from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "investors.cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        autodiscover_modules("beside")
