"""What stands on every public page: the main navigation and the same page in the other languages."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Page, Site

from core.querysets import BasePageQuerySet


def site_navigation(request):
    """Context processor: `main_menu` (pages shown in menus, reader's language; three small queries, when used)."""
    return {"main_menu": SimpleLazyObject(lambda: _main_menu(request))}


def _main_menu(request):
    site = Site.find_for_request(request)
    if site is None:
        return []
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, locale__language_code=get_language())
    home = homes.only("path", "depth").first() or site.root_page
    shown = BasePageQuerySet(Page).below_home(home).live().in_menu().order_by("path")
    return [
        {"title": title, "url": f"/{get_language()}/{slug}/", "slug": slug}
        for title, slug in shown.values_list("title", "slug")
    ]


def language_links(request, page=None):
    """`[{code, name, url, available, current}]`: this address in every language, keeping the query string.

    Every page has the same address in every language but for the prefix, and every index falls back to another
    language, so a link always leads somewhere; `available` says whether that language has a version of its own.
    """
    versions = page.published_versions if page is not None and page.pk else None
    query = request.META.get("QUERY_STRING", "")
    path = request.path.split("/", 2)[2] if request.path.count("/") > 1 else ""
    current = get_language()
    links = []
    for code, name in settings.LANGUAGES:
        own = versions.get(code) if versions else None
        url = own.get_url(request) if own else f"/{code}/{path}"
        if versions is not None and code == current:
            url = request.path
        links.append(
            {
                "code": code,
                "name": name,
                "url": url + (f"?{query}" if query else ""),
                "available": versions is None or code in versions,
                "current": code == current,
            }
        )
    return links


def url_for_reader(url: str) -> str:
    """An address under the reader's language prefix. Where the language has no version, the index falls back."""
    _empty, _prefix, rest = url.split("/", 2)
    return f"/{get_language()}/{rest}"
