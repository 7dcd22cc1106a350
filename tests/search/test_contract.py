"""What search promises on every engine. Run on SQLite and PostgreSQL by `make test`."""

import pytest

LIVING_WAGE = {
    "ko": {"title": "서울형 생활임금", "summary": "공공부문 노동자에게 생활임금을 지급합니다."},
    "en": {"title": "A wage to live on", "summary": "The city pays its workers a living wage."},
}
PLATFORM = {
    "ko": {"title": "배달 기사 쉼터", "summary": "시는 플랫폼 노동 종사자를 위해 쉼터를 엽니다.", "actions": "노동시간을 줄였다."},
}
CRECHE = {"fr": {"title": "Crèches pour salariés précaires", "summary": "Des horaires étendus à l’École."}}


@pytest.fixture
def three_cases(make_case):
    """wage (ko, en; theme living-wage) · platform (ko) · creche (fr, Montréal-like accents)."""
    make_case("wage", languages=("ko", "en"), texts=LIVING_WAGE, themes=["living-wage"])
    make_case("platform", languages=("ko",), texts=PLATFORM, themes=["platform-freelance-rights"])
    make_case("creche", languages=("fr",), texts=CRECHE, themes=["social-protection"])


@pytest.mark.parametrize("query", ["생활임금", "생활 임금", "생활임금을", "living wage", "living wages", "LIVING WAGE", "salaire vital", "salario digno", "서울생활임금"])
def test_a_concept_is_found_in_every_language(three_cases, found, query):
    assert found(query)[0] == "wage"


@pytest.mark.parametrize("query", ["노동시간", "노동 시간", "플랫폼노동자", "플랫폼노동", "플랫폼 노동", "플랫폼", "쉼터", "쉼터를"])
def test_korean_words_are_found_however_they_are_joined(three_cases, found, query):
    assert "platform" in found(query)


@pytest.mark.parametrize("query", ["creches", "CRÈCHES", "crèche", "salaries precaires", "école", "horaire etendu"])
def test_accents_case_and_number_do_not_matter(three_cases, found, query):
    assert found(query) == ["creche"]
