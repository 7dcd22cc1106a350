"""The newest cases as an Atom feed in each language; an entry names every language version of its case."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Max
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _

from core.prose import prose_text
from policies.models import CaseStudyPage

SHOWN = 50
ORDER = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Entry:
    """A case as a reader of one language gets it: `shown` of its `versions` by language."""

    shown: CaseStudyPage
    versions: dict[str, CaseStudyPage]


class AtomWithLanguages(Atom1Feed):
    """Atom 1.0 whose entries say their language, and where the others are (RFC 4287: xml:lang, hreflang)."""

    def item_attributes(self, item):
        return super().item_attributes(item) | {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for language, url in item["alternates"].items():
            handler.addQuickElement("link", "", {"rel": "alternate", "hreflang": language, "href": url})


class CaseFeed(Feed):
    """The cases published or updated last. Two queries, and three for the cities' names."""

    feed_type = AtomWithLanguages
    language = property(lambda self: get_language())
    link = property(lambda self: f"/{get_language()}/policies/")
    feed_url = property(lambda self: reverse("feed"))

    def title(self):
        return _("DWCN Policy Library: new and updated cases")

    def items(self):
        return newest(get_language())

    def item_title(self, item):
        return f"{item.shown.city.name}: {item.shown.title}" if item.shown.city else item.shown.title

    def item_description(self, item):
        """Feed readers take it for HTML."""
        return escape(prose_text(item.shown.summary))

    def item_link(self, item):
        return item.shown.full_url

    def item_guid(self, item):
        return f"urn:uuid:{item.shown.translation_key}"

    def item_pubdate(self, item):
        return item.shown.first_published_at

    def item_updateddate(self, item):
        return item.shown.last_published_at

    def item_extra_kwargs(self, item):
        others = {code: page for code, page in item.versions.items() if page.pk != item.shown.pk}
        return {
            "language": item.shown.language,
            "alternates": {code: page.full_url for code, page in others.items()},
        }


def newest(language: str) -> list[Entry]:
    """The cases changed last, each in this language where it can, else in its original one."""
    published = CaseStudyPage.objects.published().filter(alias_of=None, locale__language_code__in=ORDER)
    families = published.values("translation_key").annotate(latest=Max("last_published_at")).order_by("-latest")
    keys = [row["translation_key"] for row in families[:SHOWN]]
    found: dict = defaultdict(dict)
    pages = published.filter(translation_key__in=keys).select_related("locale", "city").prefetch_related("city__names")
    for page in sorted(pages, key=lambda page: ORDER.index(page.language)):
        found[page.translation_key][page.language] = page
    return [_entry(found[key], language) for key in keys if key in found]


def _entry(versions: dict[str, CaseStudyPage], language: str) -> Entry:
    first = next(iter(versions.values()))
    shown = versions.get(language) or versions.get(first.original_language) or first
    return Entry(shown, versions)
