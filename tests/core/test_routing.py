"""One address in every language: translation where there is one, the original where there is none."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_root_leads_to_the_readers_language(client):
    assert client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9,en;q=0.5"})["Location"] == "/ko/"
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/fr/"
    response = client.get("/", headers={"accept-language": "de"})
    assert response["Location"] == "/en/"
    assert "Accept-Language" in response["Vary"]


def test_a_translation_answers_in_its_own_language(client, make_case):
    make_case("seoul-wage", ("ko", "en"), texts={"ko": {"title": "서울 생활임금"}, "en": {"title": "Seoul wage"}})
    assert "서울 생활임금" in client.get("/ko/policies/seoul-wage/").content.decode()
    assert "Seoul wage" in client.get("/en/policies/seoul-wage/").content.decode()


def test_without_a_translation_the_original_answers_under_the_same_address(client, make_case):
    make_case("seoul-wage", ("ko", "en"), texts={"ko": {"title": "서울 생활임금"}})
    response = client.get("/fr/policies/seoul-wage/")
    html = response.content.decode()
    assert response.status_code == 200
    assert response.context["page"].language == "ko"
    assert '<html lang="fr"' in html
    assert 'lang="ko"' in html
    assert "서울 생활임금" in html


def test_an_unpublished_translation_falls_back_and_an_unpublished_case_is_gone(client, make_case):
    pages = make_case("seoul-wage", ("ko", "en"))
    pages["en"].unpublish()
    assert client.get("/en/policies/seoul-wage/").context["page"].language == "ko"
    pages["ko"].unpublish()
    for language in ("ko", "en", "fr", "es"):
        assert client.get(f"/{language}/policies/seoul-wage/").status_code == 410  # a notice stands there now


def test_a_restricted_original_is_not_shown_as_a_fallback(client, make_case):
    from wagtail.models import PageViewRestriction

    page = make_case("seoul-wage", ("ko",))["ko"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/fr/policies/seoul-wage/").status_code in (302, 404)


@pytest.mark.parametrize("path", ["/en/nothing/", "/ko/policies/nothing/", "/xx/", "/en/policies/a/b/c/d/", "/fr/%00/"])
def test_an_unknown_address_is_a_404_in_the_readers_language(client, path):
    assert client.get(path, follow=True).status_code == 404


def test_nul_in_a_query_is_dropped(client, tree):
    assert client.get("/en/?q=a%00b").status_code == 200
