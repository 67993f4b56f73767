"""The roof: every room by name. Public pages live under a language, machines and officials not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from portal.pages.api_docs import KeptSchema

urlpatterns = [
    path("", include("portal.health")),  # /healthz, /readyz
    path("", include("portal.pages.root_urls")),  # /, the choice of a language, robots, sitemap
    path("admin/", admin.site.urls),
    path("api/v1/", include("parks.directory.api_urls")),
    path("api/v1/", include("investors.procedures.api_urls")),
    path("api/v1/", include("investors.cases.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(generator_class=KeptSchema), name="schema"),
    path("api/docs/", include("portal.pages.api_docs_urls")),
    *i18n_patterns(
        path("parks/", include("parks.directory.urls")),
        path("procedures/", include("investors.procedures.urls")),
        path("", include("investors.enquiries.urls")),
        path("", include("investors.cases.urls")),
        path("my/shortlist/", include("parks.directory.shortlist.my_urls")),
        path("my/parks/", include("parks.directory.operating.urls")),
        path("my/messages/", include("portal.notifications.urls")),
        path("accounts/", include("portal.accounts.urls")),
        path("", include("portal.pages.urls")),
        prefix_default_language=True,
    ),
]

if not settings.PRODUCTION:
    urlpatterns += [
        path("dev/", include("portal.notifications.dev_urls")),  # /dev/mail/
        path("dev/", include("portal.pages.dev_urls")),  # /dev/pieces/
    ]

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.permission_denied"
handler404 = "portal.errors.page_not_found"
handler500 = "portal.errors.server_error"
