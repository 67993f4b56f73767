"""What search machines read: robots.txt and the map of the public pages."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from investors.procedures.models import Procedure
from parks.directory.models import Park


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /language/",
        "Disallow: /*/my/",
        "Disallow: /*/track/",
        "Disallow: /*/accounts/",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class _EveryLanguage(Sitemap):
    """Addresses of pages in each language, each naming the others."""

    i18n = True
    alternates = True
    x_default = True
    protocol = "https" if settings.SITE_URL.startswith("https") else "http"


class OwnPages(_EveryLanguage):
    def items(self) -> list[str]:
        own = [f"pages:{name}" for name in ("home", "about", "indicators", "privacy")]
        return [*own, "pages:accessibility", "parks:list", "procedures:list"]

    def location(self, item: str) -> str:
        return reverse(item)


class Parks(_EveryLanguage):
    limit = 5_000

    def items(self) -> list[str]:
        return list(Park.objects.public().order_by("slug").values_list("slug", flat=True))

    def location(self, item: str) -> str:
        return reverse("parks:park", args=[item])


class Procedures(_EveryLanguage):
    def items(self) -> list[str]:
        return list(Procedure.objects.public().order_by("slug").values_list("slug", flat=True))

    def location(self, item: str) -> str:
        return reverse("procedures:procedure", args=[item])


SITEMAPS = {"pages": OwnPages, "parks": Parks, "procedures": Procedures}
