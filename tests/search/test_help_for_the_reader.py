"""Suggestions while typing, 'did you mean', ways out, and more like this."""

import pytest

from policies.models import CaseStudyPage
from search.related import more_like_this
from search.suggestions import suggestions


@pytest.fixture
def wage(make_case):
    texts = {"ko": {"title": "서울형 생활임금 제도"}, "en": {"title": "The Seoul living wage"}}
    return make_case("wage", languages=("ko", "en"), texts=texts, themes=["living-wage"])


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("생활임굼", "생활임금"),
        ("생활 임굼", "생활 임금"),
        ("liveng wage", "living wage"),
        ("seuol", "seoul"),
        ("salario dignu", "salario digno"),
    ],
)
def test_a_word_that_nothing_has_is_mended(wage, search, typed, proposed):
    results = search(typed)
    assert results.corrected == proposed
    assert [hit.id for hit in results.hits] == [hit.id for hit in search(proposed).hits] == ["wage"]


@pytest.mark.parametrize("query", ["생활임금", "wage", "", "qqqqqqqq"])
def test_nothing_is_proposed_without_need_or_likeness(wage, search, query):
    assert search(query).corrected is None


def test_what_is_proposed_is_published(wage, search):
    for page in wage.values():
        page.unpublish()
    assert search("liveng wage").corrected is None


def test_an_empty_result_says_what_taking_something_away_would_give(wage, search):
    results = search("wage", city=["paris"])
    assert results.total == 0
    assert [(way.chip.value if way.chip else None, way.count, way.query) for way in results.ways_out] == [
        ("paris", 1, "?q=wage")
    ]


def test_a_term_suggested_leads_into_the_library(wage):
    first = suggestions("생활임", "ko")[0]
    assert (first.kind, first.label, first.url) == ("term", "생활임금", "/ko/policies/?theme=living-wage")


def test_a_city_is_suggested_in_the_readers_language(wage):
    assert ("city", "Séoul", "/fr/policies/?city=seoul") in {(s.kind, s.label, s.url) for s in suggestions("séo", "fr")}


@pytest.mark.parametrize(
    ("typed", "language"), [("liv", "en"), ("the seoul li", "en"), ("서울형 생활", "ko"), ("제도", "ko")]
)
def test_a_title_is_suggested_while_it_is_typed(wage, typed, language):
    assert "/policies/wage/" in " ".join(suggestion.url for suggestion in suggestions(typed, language))


def test_no_term_is_suggested_that_gives_nothing(wage):
    assert not [s for s in suggestions("occupational", "en") if s.kind == "term"]


def test_suggestions_are_a_list_of_options(wage, client):
    html = client.get("/ko/suggest/?q=생활").content.decode()
    assert html.strip().startswith("<ul")
    assert 'role="option"' in html
    assert "<li" not in client.get("/ko/suggest/?q=").content.decode()


def test_more_like_this_says_why(make_case, wage):
    make_case("same-topic", city="paris", themes=["living-wage"])
    make_case("same-theme", city="paris", themes=["equal-pay"])
    make_case("same-city", city="seoul", themes=["occupational-safety"])
    make_case("same-group", city="paris", themes=["occupational-safety"], instruments=["subsidy"])
    make_case("fifth", city="paris", themes=["occupational-safety"], instruments=["training"], worker_groups=["women"])
    related = more_like_this(CaseStudyPage.objects.get(pk=wage["en"].pk))
    assert [(item.hit.id, item.reason) for item in related] == [
        ("same-topic", "Same topic"),
        ("same-theme", "Same theme"),
        ("same-city", "Same city"),
        ("same-group", "Same worker group"),
    ]


def test_a_case_alone_has_nothing_like_it(wage):
    assert more_like_this(CaseStudyPage.objects.get(pk=wage["en"].pk)) == ()
