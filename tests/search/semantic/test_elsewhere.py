"""'Related in other languages': near in meaning, published, not among what was found, in another language."""

from wagtail.models import Page, PageViewRestriction

from policies.models import CaseStudyPage
from search.models import SearchRecord
from tests.search.semantic.needs import needs

needs("numpy")


def test_cases_whose_nearest_text_is_in_another_language_are_named(elsewhere, embedder, embed):
    embed()
    assert elsewhere("wage", reader="en") == ["pay"]
    assert elsewhere("임금", reader="ko") == ["wage"]
    assert set(elsewhere("salaire", reader="es")) == {"wage", "pay"}


def test_a_case_the_reader_can_read_is_not(elsewhere, embedder, embed):
    embed()
    assert "wage" not in elsewhere("wage", reader="en")


def test_nothing_is_named_that_is_not_near(elsewhere, embedder, embed):
    embed()
    assert elsewhere("safety", reader="fr") == []
    embedder["THRESHOLD"] = 0.999
    assert elsewhere("wage hours", reader="fr") == []


def test_what_was_found_is_not_named_again(elsewhere, embedder, embed):
    embed()
    assert elsewhere("wage", reader="en", but=("pay",)) == []


def test_no_more_than_asked_for_the_nearest_first(elsewhere, embedder, embed):
    embedder["THRESHOLD"] = 0.3
    embed()
    assert elsewhere("임금 임금 플랫폼", reader="es") == ["wage", "pay", "platform"]
    assert elsewhere("임금 임금 플랫폼", reader="es", limit=2) == ["wage", "pay"]


def test_a_case_unpublished_since_is_not_named(elsewhere, embedder, embed):
    embed()
    assert elsewhere("wage") == ["pay"]
    for page in CaseStudyPage.objects.filter(record_id="pay"):
        page.unpublish()
    assert elsewhere("wage") == []


def test_a_case_restricted_since_is_not_named(elsewhere, embedder, embed):
    embed()
    for page in CaseStudyPage.objects.filter(record_id="pay"):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert elsewhere("wage") == []


def test_a_deleted_case_is_not_named(elsewhere, embedder, embed):
    embed()
    for page in CaseStudyPage.objects.filter(record_id="pay"):
        Page.objects.get(pk=page.pk).delete()
    assert elsewhere("wage") == []


def test_a_translation_unpublished_since_is_no_longer_what_is_near(elsewhere, embedder, embed):
    embed()
    assert elsewhere("hours", reader="fr") == ["hours"]
    CaseStudyPage.objects.get(record_id="hours", locale__language_code="ko").unpublish()
    assert elsewhere("시간", reader="en") == []


def test_other_kinds_than_cases_are_not_named(elsewhere, embedder, embed):
    embed()
    SearchRecord.objects.filter(code="pay").update(kind="city")
    assert elsewhere("wage") == []


def test_without_an_embedder_nothing_is_named(elsewhere, settings):
    settings.SEARCH_EMBEDDER = None
    assert elsewhere("wage") == []
