"""What is not published is nowhere: not in results, counts, suggestions, JSON or related cases."""

import pytest
from wagtail.models import Page, PageViewRestriction

from policies.models import CaseStudyPage
from search.checking import divergences
from search.models import SearchRecord, SearchText
from search.related import more_like_this

TEXTS = {"en": {"title": "The secret windmill"}, "ko": {"title": "비밀 풍차"}}


@pytest.fixture
def pages(make_case):
    make_case("other")
    return make_case("secret", languages=("en", "ko"), texts=TEXTS)


@pytest.fixture
def is_seen(search, client, pages):
    """True when every way out shows the case, False when none does; anything between fails."""

    def seen():
        ways = {
            "results": "secret" in {hit.id for hit in search("").hits},
            "words": bool(search("windmill").total or search("풍차").total),
            "counts": {f.code: f.values[0].count for f in search("").facets}["status"] == 2,
            "json": "secret" in client.get("/api/search/").content.decode(),
            "suggestions": "secret" in client.get("/en/suggest/?q=windm").content.decode()
            or "secret" in client.get("/ko/suggest/?q=풍차").content.decode(),
            "related": bool(more_like_this(CaseStudyPage.objects.get(record_id="other"))),
            "text": SearchText.objects.filter(title__in=["The secret windmill", "비밀 풍차"]).exists(),
        }
        assert len(set(ways.values())) == 1, ways
        assert list(divergences()) == []
        return ways["results"]

    return seen


def test_a_published_case_is_seen(is_seen):
    assert is_seen()


def test_a_case_unpublished_in_every_language_is_gone(is_seen, pages):
    for page in pages.values():
        page.unpublish()
    assert not is_seen()


def test_a_deleted_case_is_gone(is_seen, pages):
    for page in pages.values():
        Page.objects.get(pk=page.pk).delete()
    assert not is_seen()


def test_a_case_deleted_with_its_branch_is_gone(is_seen, pages, tree):
    for index in tree.policies.values():
        index.refresh_from_db()
        Page.objects.get(pk=index.pk).delete()
    assert SearchRecord.objects.filter(is_live=True).count() == 0


def test_a_restricted_branch_is_gone_until_it_is_opened(is_seen, pages):
    for page in pages.values():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not is_seen()
    for restriction in PageViewRestriction.objects.all():
        restriction.delete()
    assert is_seen()


def test_a_case_published_again_is_seen_again(is_seen, pages):
    for page in pages.values():
        page.unpublish()
    pages["en"].refresh_from_db()
    pages["en"].save_revision().publish()
    assert is_seen()


def test_a_case_unpublished_in_one_language_is_not_found_by_its_words(search, pages):
    pages["ko"].unpublish()
    assert search("풍차").total == 0
    (hit,) = search("windmill", reader="ko").hits
    assert (hit.lang, hit.languages, hit.url) == ("en", ("en",), "/ko/policies/secret/")


def test_what_was_published_by_other_means_than_a_signal_is_rechecked_before_it_is_shown(search, pages):
    Page.objects.filter(pk__in=[page.pk for page in pages.values()]).update(live=False)
    assert "secret" not in {hit.id for hit in search("").hits}


def test_a_draft_change_is_not_found(search, pages):
    page = CaseStudyPage.objects.get(pk=pages["en"].pk)
    page.title = "A lighthouse"
    page.save_revision()
    assert search("lighthouse").total == 0


def test_a_changed_address_is_followed(search, pages):
    page = CaseStudyPage.objects.get(pk=pages["en"].pk)
    page.slug = "open"
    page.save_revision().publish()
    assert search("windmill").hits[0].url == "/en/policies/open/"


def test_an_alias_is_not_a_translation(search, pages, tree):
    from wagtail.models import Locale

    pages["en"].copy_for_translation(Locale.objects.get(language_code="fr"), alias=True)
    assert search("windmill").hits[0].languages == ("en", "ko")
