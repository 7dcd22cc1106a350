"""What search promises on every engine. Run on SQLite and on PostgreSQL by `make test`.

Three cases: `wage` (ko, en; living wage, Seoul) · `platform` (ko; platform work, Gwangju) · `creche` (fr, Paris).
"""

import pytest
from django.conf import settings

WAGE = {
    "ko": {"title": "서울형 생활임금", "summary": "공공부문 노동자에게 생활임금을 지급합니다."},
    "en": {"title": "A wage to live on", "summary": "The city pays its workers enough to live decently."},
}
PLATFORM = {
    "ko": {
        "title": "배달 기사 쉼터",
        "summary": "시는 플랫폼 노동 종사자를 위해 쉼터를 엽니다.",
        "actions": "노동시간을 줄였다.",
    }
}
CRECHE = {"fr": {"title": "Crèches pour salariés précaires", "summary": "Des horaires étendus à l’École."}}


@pytest.fixture(autouse=True)
def three_cases(make_case):
    make_case("wage", languages=("ko", "en"), texts=WAGE, themes=["living-wage"])
    make_case("platform", languages=("ko",), texts=PLATFORM, themes=["platform-freelance-rights"], city="gwangju")
    make_case("creche", languages=("fr",), texts=CRECHE, themes=["social-protection"], city="paris")


@pytest.mark.parametrize(
    "query",
    ["생활임금", "생활 임금", "생활임금을", "living wage", "Living Wages", "salaire vital", "salario digno", "생활급"],
)
def test_a_concept_is_found_in_every_language_and_by_its_other_names(found, query):
    assert found(query)[0] == "wage"


def test_a_korean_word_made_of_labels_is_read_as_those_labels(found):
    assert found("서울생활임금") == ["wage"]


@pytest.mark.parametrize(
    "query",
    [
        "노동시간",
        "노동 시간",
        "플랫폼노동자",
        "플랫폼노동",
        "플랫폼 노동",
        "플랫폼",
        "쉼터",
        "쉼터를",
        "기사",
        "배달기사쉼터",
    ],
)
def test_korean_is_found_however_it_is_joined_and_whatever_particle_follows(found, query):
    assert "platform" in found(query)


def test_a_two_syllable_word_is_found_inside_a_compound(found):
    assert "wage" in found("임금")


def test_one_syllable_finds_words_that_begin_with_it(found):
    assert "platform" in found("쉼")


@pytest.mark.parametrize("query", ["creches", "CRÈCHES", "crèche", "salaries precaires", "école", "horaire etendu"])
def test_accents_case_and_number_do_not_matter(found, query):
    assert found(query) == ["creche"]


def test_a_city_is_found_by_its_name_in_another_language(found):
    assert found("파리") == found("París") == found("Paris") == ["creche"]


def test_a_country_is_found_by_its_name_in_another_language(found):
    assert found("프랑스") == found("Francia") == ["creche"]


def test_every_word_must_be_there(search):
    results = search("crèche précaire")
    assert [hit.id for hit in results.hits] == ["creche"]
    assert not results.relaxed


def test_when_nothing_has_every_word_those_that_have_some_are_shown_and_said_to_be(search):
    results = search("crèche 쉼터 zzzz")
    assert {hit.id for hit in results.hits} == {"creche", "platform"}
    assert results.relaxed


def test_of_many_words_two_are_enough_and_those_that_have_most_come_first(make_case, search):
    make_case("two", texts={"en": {"actions": "A windmill beside a lighthouse."}})
    make_case("three", texts={"en": {"actions": "A windmill beside a lighthouse and a drawbridge."}})
    make_case("one", texts={"en": {"title": "The windmill"}})
    results = search("windmill lighthouse drawbridge")
    assert ([hit.id for hit in results.hits], results.partial, results.relaxed) == (["three", "two"], True, False)


def test_a_question_is_understood(make_case, found):
    make_case("wages", texts={"en": {"summary": "The lighthouse keepers are paid by the city."}})
    assert found("Who is paying the keepers of the lighthouse, and how much?") == ["wages"]


def test_words_that_say_nothing_ask_for_nothing(found):
    assert found("the crèches of the city of Paris") == ["creche"]


def test_a_title_weighs_more_than_a_section(make_case, found):
    make_case("in-text", texts={"en": {"actions": "They planted a windmill there."}})
    make_case("in-title", texts={"en": {"title": "The windmill"}})
    make_case("in-summary", texts={"en": {"summary": "A windmill for all."}})
    assert found("windmill") == ["in-title", "in-summary", "in-text"]


def test_a_title_comes_first_although_the_case_is_longer_for_being_told_in_four_languages(found, make_case):
    often = {"summary": "A windmill is a windmill.", "actions": "One windmill, another windmill."}
    make_case("in-text", texts={"en": often})
    make_case("in-title", languages=("en", "ko", "fr", "es"), texts={"en": {"title": "The city's windmill"}})
    assert found("windmill") == ["in-title", "in-text"]


def test_a_hit_is_shown_in_the_readers_language_or_else_in_its_original(search):
    hits = {hit.id: hit for hit in search("", reader="en").hits}
    assert (hits["wage"].lang, hits["wage"].languages) == ("en", ("ko", "en"))
    assert (hits["creche"].lang, hits["creche"].plain_title) == ("fr", CRECHE["fr"]["title"])
    assert hits["creche"].url == "/en/policies/creche/"


def test_labels_are_in_the_readers_language(search):
    hit = search("생활임금", reader="fr").hits[0]
    assert (hit.city, hit.country) == ("Séoul", "Corée du Sud")
    assert (hit.themes[0].code, hit.themes[0].parent) == ("living-wage", "wages-equality")


def test_nothing_asked_finds_everything_the_newest_first(found):
    assert found("") == ["creche", "platform", "wage"]


def test_sorted_by_title(found):
    assert found("", reader="ko", sort="title") == ["creche", "platform", "wage"]  # C…, 배…, 서…


def test_only_signs_find_nothing(search):
    assert search("?!…").total == 0


def test_what_else_is_found_stands_beside(search, tree):
    from cities.models import City, CityPage

    page = CityPage(title="Paris", slug="paris", city=City.objects.get(code="paris"), locale=tree.cities["en"].locale)
    tree.cities["en"].add_child(instance=page)
    page.save_revision().publish()
    results = search("Paris")
    assert [hit.kind for hit in results.also_found] == ["city"]
    assert [hit.kind for hit in search("Paris", kind="city").hits] == ["city"]
    assert {hit.kind for hit in search("Paris", kind="all").hits} == {"case", "city"}


def test_the_engine_of_this_run_answers(search):
    results = search("생활임금")
    assert (results.engine, results.notice) == ("elasticsearch" if settings.ELASTICSEARCH_URL else "database", "")
