"""The sitemap names every published page with its language versions, and nothing else."""

import xml.etree.ElementTree as ElementTree

import pytest
from wagtail.models import PageViewRestriction

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(client, section="pages"):
    root = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content)
    return {
        url.find("s:loc", NAMES).text: {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        for url in root.findall("s:url", NAMES)
    }


def test_the_index_names_the_sections(client, tree):
    assert b"sitemap-pages.xml" in client.get("/sitemap.xml").content


def test_a_case_names_its_versions_and_only_those(client, make_case):
    make_case("seoul-wage", ("ko", "en"))
    found = entries(client)
    korean, english = "http://testserver/ko/policies/seoul-wage/", "http://testserver/en/policies/seoul-wage/"
    assert found[korean] == found[english] == {"ko": korean, "en": english}
    assert not any("/fr/policies/seoul-wage" in url for url in found)


def test_home_pages_of_all_languages_are_there(client, tree):
    assert {f"http://testserver/{code}/" for code in ("en", "ko", "fr", "es")} <= entries(client).keys()


def test_drafts_and_restricted_pages_are_not(client, make_case):
    make_case("draft", publish=False)
    page = make_case("restricted")["en"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    found = "".join(entries(client))
    assert "draft" not in found
    assert "restricted" not in found


def test_themes_stand_in_every_language(client, tree):
    assert "http://testserver/ko/themes/living-wage/" in entries(client, "themes")


def test_the_number_of_queries_does_not_grow(client, make_case, django_assert_max_num_queries):
    make_case(languages=("ko", "en"))
    with django_assert_max_num_queries(12):
        client.get("/sitemap-pages.xml")
    for _number in range(6):
        make_case(languages=("ko", "en"))
    with django_assert_max_num_queries(12):
        client.get("/sitemap-pages.xml")


def test_robots_names_the_sitemap(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
