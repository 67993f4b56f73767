"""The catalogue and the pages of procedures: the same bytes for every anonymous reader."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from investors.procedures.catalogue import QUERY, catalogue, read_wish
from investors.procedures.finding import published_text
from investors.procedures.showing import page_context
from investors.procedures.translated import note_record
from portal.pagecache.pages import public_page
from portal.translations.context import shows_translated


@require_safe
@public_page(*QUERY)
def procedure_list(request: HttpRequest) -> HttpResponse:
    return render(request, "investors/procedures/list.html", catalogue(read_wish(request.GET)))


@require_safe
@public_page()
def procedure_page(request: HttpRequest, slug: str) -> HttpResponse:
    language = get_language() or "vi"
    text = published_text(slug, language)
    if text is None:
        raise Http404
    shows_translated(request, filter(None, [note_record(text.version)]))
    return render(request, "investors/procedures/procedure.html", page_context(text, language))
