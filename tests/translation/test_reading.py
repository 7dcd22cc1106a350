"""Reading across languages: two texts side by side, facts once, and who stands behind what."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation as languages

from policies.beside import pairs

pytestmark = pytest.mark.django_db


def soup(client, address):
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_two_languages_stand_side_by_side_each_marked_as_its_own(client, make_case):
    pages = make_case("seoul-wage", ("ko", "en"))
    page = soup(client, f"{pages['en'].url}?beside=ko")
    assert page.h1.text == pages["en"].title
    assert page.select_one(".beside-title").find_parent(lang=True)["lang"] == "ko"
    row = page.select_one(".part--problem .beside")
    own, other = row.find_all(recursive=False)
    assert own.find_parent(lang=True)["lang"] == "en"
    assert other["lang"] == "ko"
    assert len(page.select(".facts")) == 1


@pytest.mark.parametrize("wished", ["fr", "xx", "ko'--", "k" * 3000])
def test_a_language_without_a_version_is_said_and_the_case_is_read_as_ever(client, make_case, wished):
    pages = make_case("seoul-wage", ("ko", "en"))
    page = soup(client, f"{pages['en'].url}?beside={wished}")
    assert "has no version of this case yet" in page.text
    assert not page.select(".beside")


def test_one_s_own_language_is_no_second_one(client, make_case):
    page = soup(client, f"{make_case('seoul-wage', ('ko', 'en'))['en'].url}?beside=en")
    assert "has no version" not in page.text
    assert not page.select(".beside")


def test_drafts_are_not_read_beside_anything(client, make_case):
    pages = make_case("seoul-wage", ("ko", "en"))
    pages["en"].unpublish()
    assert not soup(client, f"{pages['ko'].url}?beside=en").select(".beside")


def test_the_number_of_queries_is_fixed(client, make_case, django_assert_max_num_queries):
    """A page in two languages costs the other version and both standings more than a page in its own language."""
    address = make_case("seoul-wage", ("ko", "en"))["ko"].url
    client.get(address)
    with languages.override("ko"), django_assert_max_num_queries(60):
        client.get(f"{address}?beside=en")


def test_paragraphs_stand_beside_each_other_where_they_can():
    assert pairs("one\n\ntwo", "하나\n\n둘") == [("one", "하나"), ("two", "둘")]
    assert pairs("one\n\ntwo", "하나") == [("one\n\ntwo", "하나")]
    assert pairs("one", "") == [("one", "")]


def test_what_was_not_compared_here_is_said_so(client, make_case):
    page = soup(client, make_case("seoul-wage", ("ko", "en"))["en"].url)
    assert "not compared with the original by the editors" in page.text


def test_who_translated_and_who_approved_is_said(client, case, translator, editor):
    case.publish(translator, editor)
    page = soup(client, case.target.url)
    assert "compared and approved on" in page.text
    assert "Translated by people" in page.select_one("#record").find_parent().text
