"""The sitemap: every published page in every language, each naming its versions in the others."""

from collections import defaultdict

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import Page, Site

from taxonomy.models import Term


class PageSitemap(Sitemap):
    """Published pages below the site's home pages, with their language versions as alternates."""

    limit = 5000

    def items(self):
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        if site is None:
            return Page.objects.none()
        homes = site.root_page.get_translations(inclusive=True)
        below = Page.objects.none()
        for home in homes:
            below |= Page.objects.descendant_of(home, inclusive=True)
        return below.live().public().filter(alias_of=None).select_related("locale").order_by("pk")

    def location(self, page):
        return page.get_url_parts()[2]

    def lastmod(self, page):
        return page.last_published_at

    def get_urls(self, *args, **kwargs):
        """Django's entries, each with the addresses of its family. One query more for a whole page of entries."""
        urls = super().get_urls(*args, **kwargs)
        if not urls:
            return urls
        root = urls[0]["location"].removesuffix(self.location(urls[0]["item"]))
        families = self._families(url["item"].translation_key for url in urls)
        for url in urls:
            versions = families[url["item"].translation_key]
            url["alternates"] = [
                {"lang_code": language, "location": root + path} for language, path in sorted(versions.items())
            ]
        return urls

    def _families(self, keys):
        families = defaultdict(dict)
        for page in self.items().filter(translation_key__in=set(keys)):
            families[page.translation_key][page.locale.language_code] = self.location(page)
        return families


class ThemeSitemap(Sitemap):
    """The pages of themes and topics, made from the vocabulary, in every language."""

    i18n = True
    alternates = True

    def items(self):
        return [None, *Term.objects.in_scheme("theme").active().values_list("code", flat=True)]

    def location(self, code):
        return reverse("theme", args=[code]) if code else reverse("themes")


def robots(request):
    """robots.txt: everything public may be read; the admin and filtered lists need no crawler."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/"]
    lines += [f"Disallow: /{code}/suggest/" for code, _name in settings.LANGUAGES]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


SITEMAPS = {"pages": PageSitemap, "themes": ThemeSitemap}
