"""What readers do: asking for a translation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from core.navigation import url_for_reader
from translation import readers
from translation.models import LanguageVersion


@never_cache
def want(request: HttpRequest, number: int) -> HttpResponse:
    """Counts a wish for a page in the reader's language; a GET leads to the page."""
    versions = LanguageVersion.objects.open().filter(locale__language_code=get_language())
    version = versions.select_related("original").filter(pk=number).first()
    url = version.original.get_url(request) if version else None
    if version is None or url is None:
        raise Http404
    if request.method != "POST" or version.is_published:
        return redirect(url_for_reader(url))
    answer = "yes" if readers.ask(version, request) else "enough"
    return redirect(f"{url_for_reader(url)}?asked={answer}")
