"""The skeleton every installation has: locales, a home page per language, and the index pages under it. Repeatable."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cities.models import CityIndexPage
from forums.models import ForumIndexPage
from home.models import HomePage
from policies.models import PolicyIndexPage

TITLES = {
    "home": {
        "en": "DWCN Policy Library",
        "ko": "좋은 일자리 도시 정책 라이브러리",
        "fr": "Bibliothèque de politiques du DWCN",
        "es": "Biblioteca de políticas de la DWCN",
    },
    "policies": {"en": "Policies", "ko": "정책 사례", "fr": "Politiques", "es": "Políticas"},
    "cities": {"en": "Cities", "ko": "도시", "fr": "Villes", "es": "Ciudades"},
    "forum": {"en": "Forum", "ko": "국제포럼", "fr": "Forum", "es": "Foro"},
}
UNNAMED_HOST = "localhost"  # what Wagtail calls a site that has been given no name
INDEXES = {"policies": PolicyIndexPage, "cities": CityIndexPage, "forum": ForumIndexPage}


@dataclass(frozen=True)
class Tree:
    """The pages everything else hangs on, each as `{language code: page}`."""

    homes: dict[str, HomePage]
    policies: dict[str, PolicyIndexPage]
    cities: dict[str, CityIndexPage]
    forum: dict[str, ForumIndexPage]


def ensure_tree() -> Tree:
    """Creates what is missing of the skeleton and returns it."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    homes = _ensure_homes(locales)
    indexes = {slug: _ensure_index(slug, page_class, homes) for slug, page_class in INDEXES.items()}
    _ensure_site(homes[settings.LANGUAGE_CODE])
    return Tree(homes=homes, **indexes)


def _ensure_homes(locales) -> dict[str, HomePage]:
    homes: dict[str, HomePage] = {}
    root = Page.get_first_root_node()
    for code, locale in locales.items():
        home = HomePage.objects.filter(locale=locale).first()
        if home is None:
            home = HomePage(
                title=TITLES["home"].get(code, TITLES["home"]["en"]), slug=f"home-{code}", locale=locale, purpose=""
            )
            if homes:
                home.translation_key = homes[settings.LANGUAGE_CODE].translation_key
            root.add_child(instance=home)
            root.refresh_from_db()
        homes[code] = home
    return homes


def _ensure_index(slug, page_class, homes):
    pages: dict = {}
    for code, home in homes.items():
        page = page_class.objects.directly_below(home).first()
        if page is None:
            title = TITLES[slug].get(code, TITLES[slug]["en"])
            page = page_class(title=title, slug=slug, locale=home.locale, show_in_menus=True)
            if pages:
                page.translation_key = pages[settings.LANGUAGE_CODE].translation_key
            home.refresh_from_db()
            home.add_child(instance=page)
        pages[code] = page
    return pages


def _ensure_site(home) -> None:
    """The default site, at the address of SITE_URL until an administrator gives it another."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname=UNNAMED_HOST, is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    before = (site.hostname, site.port, site.root_page_id)
    if site.hostname == UNNAMED_HOST:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = address.hostname
        site.port = address.port or {"https": 443}.get(address.scheme, 80)
    if site.root_page_id != home.pk:
        site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    if (site.hostname, site.port, site.root_page_id) == before:
        return
    site.save()
    if (
        welcome is not None
        and welcome.pk != home.pk
        and welcome.specific_class is Page
        and not welcome.get_children().exists()
    ):
        welcome.delete()
