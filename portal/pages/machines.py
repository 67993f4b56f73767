"""What search machines read first: robots.txt, which names the map of the public pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /language/",
        "Disallow: /*/my/",
        "Disallow: /*/track/",
        "Disallow: /*/accounts/",
        "Disallow: /*/parks/compare/brochure.pdf",  # as many as there are choices of four parks
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
