"""The template's rules, where they live and through the doors of the importer and of publishing."""

import pytest

from core.publication import PublicationRefused
from policies import rules

pytestmark = pytest.mark.django_db


def test_a_complete_case_misses_nothing(make_case):
    page = make_case(languages=("ko",))["ko"]
    assert rules.missing_to_publish(page) == {}


@pytest.mark.parametrize("field", [*rules.REQUIRED_TEXTS, "start", "contact"])
def test_a_blank_answer_keeps_a_case_from_being_published(make_case, field):
    page = make_case()["en"]
    setattr(page, field, "  ")
    assert field in rules.missing_to_publish(page)


@pytest.mark.parametrize("relation", [*rules.REQUIRED_TERMS, "references"])
def test_a_case_needs_at_least_one_of_each_required_list(make_case, relation):
    page = make_case()["en"]
    getattr(page, relation).set([])
    assert relation in rules.missing_to_publish(page)


def test_without_an_indicator_the_case_says_why_nothing_is_measured(make_case):
    page = make_case()["en"]
    page.indicators.set([])
    assert "not_measured" in rules.missing_to_publish(page)
    page.not_measured = "The first survey is planned for next year."
    assert rules.missing_to_publish(page) == {}


def test_a_fourth_theme_is_too_many(make_case):
    codes = ["living-wage", "equal-pay", "working-time", "lifelong-learning"]
    with pytest.raises(PublicationRefused) as refusal:
        make_case(themes=codes)
    assert "themes" in refusal.value.message_dict


def test_a_real_case_needs_the_citys_consent(make_case):
    page = make_case()["en"]
    page.is_sample = False
    assert "consent" in rules.missing_to_publish(page)


def test_publishing_an_incomplete_draft_is_refused_and_names_the_field(make_case):
    page = make_case(publish=False)["en"]
    page = page.get_latest_revision_as_object()
    page.limits = ""
    with pytest.raises(PublicationRefused) as refusal:
        page.save_revision(clean=False).publish()
    assert "limits" in refusal.value.message_dict
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(
    ("start", "end", "contradicts"),
    [
        ("2019", "2018", True),
        ("2019-05", "2019-04-30", True),
        ("2019", "2019", False),
        ("2019-05", "2019", False),
        ("2019-12-03", "2020", False),
    ],
)
def test_an_end_before_the_start_is_a_contradiction(make_case, start, end, contradicts):
    page = make_case()["en"]
    page.start, page.end = start, end
    assert ("end" in rules.contradictions(page)) == contradicts


def test_a_title_longer_than_the_limit_is_refused_even_in_a_draft(make_case):
    page = make_case()["en"]
    page.title = "x" * (rules.MAX_TITLE + 1)
    assert "title" in rules.contradictions(page)
