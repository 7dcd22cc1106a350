"""The feed: the cases changed last, each with its language versions, and nothing that is not published."""

import xml.etree.ElementTree as ElementTree

import pytest

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, language="en"):
    response = client.get(f"/{language}/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def test_an_entry_says_its_language_and_names_the_others(client, make_case):
    pages = make_case("seoul-wage", ("ko", "en"))
    [entry] = feed(client).iter(f"{ATOM}entry")
    assert entry.get(LANG) == "en"
    links = {link.get("hreflang"): link.get("href") for link in entry.iter(f"{ATOM}link")}
    assert links == {None: pages["en"].full_url, "ko": pages["ko"].full_url}


def test_a_case_without_a_version_is_named_in_its_own_language(client, make_case):
    make_case("seoul-wage", ("ko",))
    [entry] = feed(client, "fr").iter(f"{ATOM}entry")
    assert entry.get(LANG) == "ko"
    assert feed(client, "fr").get(LANG) == "fr"


def test_drafts_are_not_in_it(client, make_case):
    make_case("draft", publish=False)
    assert not list(feed(client).iter(f"{ATOM}entry"))


def test_the_number_of_queries_does_not_grow(client, make_case, django_assert_max_num_queries):
    for number in range(4):
        make_case(f"case-{number}", ("ko", "en"))
    with django_assert_max_num_queries(8):
        feed(client)


def test_a_summary_is_text_to_feed_readers(client, make_case):
    make_case("seoul-wage", ("en",), texts={"en": {"summary": "Pay **above** <script>alert(1)</script> & more"}})
    [entry] = feed(client).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary").text == "Pay above &lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
