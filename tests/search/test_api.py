"""`GET /api/search/`: the shape it promises, plain text, and how it may be kept."""

import pytest

URL = "/api/search/"


@pytest.fixture
def wage(make_case):
    texts = {"ko": {"title": "생활임금 <b>&", "summary": "생활임금을 <script> 지급"}, "en": {"title": "Living wage"}}
    make_case("wage", languages=("ko", "en"), texts=texts, themes=["living-wage"])


def test_the_shape(wage, client):
    data = client.get(URL, {"q": "생활임금", "lang": "ko", "theme": "living-wage"}).json()
    assert (data["total"], data["page"], data["pages"], data["did_you_mean"]) == (1, 1, 1, None)
    assert data["hits"] == [
        {
            "id": "wage",
            "kind": "case",
            "title": "생활임금 <b>&",
            "lang": "ko",
            "languages": ["ko", "en"],
            "url": "/ko/policies/wage/",
            "snippet": "생활임금을 <script> 지급",
            "city": "seoul",
            "themes": ["living-wage"],
        }
    ]
    assert {"code": "living-wage", "label": "생활임금", "count": 1, "selected": True} in data["facets"]["theme"]


def test_without_lang_the_browser_decides(wage, client):
    response = client.get(URL, headers={"accept-language": "fr;q=0.5, ko"})
    assert response.json()["hits"][0]["lang"] == "ko"
    assert "Accept-Language" in response["Vary"]


def test_an_unknown_language_is_answered_in_english(wage, client):
    assert client.get(URL, {"lang": "xx"}).json()["hits"][0]["lang"] == "en"


def test_it_may_be_kept_for_a_minute(wage, client):
    response = client.get(URL)
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(client, db, method):
    assert getattr(client, method)(URL).status_code == 405


def test_pages_do_not_overlap(make_case, client):
    for number in range(5):
        make_case(f"case-{number}")
    found = [hit["id"] for page in (1, 2, 3) for hit in client.get(URL, {"page": page, "page_size": 2}).json()["hits"]]
    assert sorted(found) == [f"case-{number}" for number in range(5)]


def test_page_and_json_find_the_same(wage, client, rf):
    from policies.models import PolicyIndexPage
    from search.contributions import library_context

    page = PolicyIndexPage.objects.get(locale__language_code="en")
    context = library_context(page, rf.get("/en/policies/", {"q": "living wage"}))
    data = client.get(URL, {"q": "living wage", "lang": "en"}).json()
    assert [hit.id for hit in context["search"].hits] == [hit["id"] for hit in data["hits"]]
    assert context["search_form"]["q"].value() == "living wage"
