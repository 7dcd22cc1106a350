"""Whatever is done in whatever order: page, search, board and sitemap agree, and nothing unapproved is public."""

import os

import pytest
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from core.publication import PublicationRefused
from policies.models import CaseStudyPage
from search.models import SearchFacet, SearchRecord
from tests.translation.conftest import Desk
from translation import debt, deliveries, work
from translation.models import LanguageVersion
from translation.sections import passages_of
from translation.states import State

pytestmark = pytest.mark.django_db
ORIGINAL, TRANSLATIONS = "ko", ("en", "fr")
EDITS = ["edit", "draft", "sync", "unpublish", "publish"]
STEPS = ["take", "fill", "send", "take-back", "return", "approve", "all", "take-off", "put-back", "delete"]
ACTIONS = [(name, "") for name in EDITS] + [(name, language) for name in STEPS for language in TRANSLATIONS]
SEQUENCES = int(os.environ.get("SEQUENCES", "20"))  # 200 take some minutes: SEQUENCES=200
LANGUAGES = (ORIGINAL, *TRANSLATIONS)
MARK = "TR "


class Library:
    """One case, and what people do to it. What cannot be done at the moment is refused, and changes nothing."""

    def __init__(self, page, by, client):
        self.page, self.by, self.client, self.edits = page, by, client, 0
        self.desks = {language: Desk(page, language) for language in TRANSLATIONS}

    def do(self, action: str, language: str) -> None:
        method = getattr(self, f"_{action.replace('-', '_')}")
        try:
            with transaction.atomic(), TestCase.captureOnCommitCallbacks(execute=True):
                method(self.desks[language]) if language else method()
        except (work.NotNow, PublicationRefused, LanguageVersion.DoesNotExist, CaseStudyPage.DoesNotExist):
            pass

    @property
    def original(self):
        return CaseStudyPage.objects.get(pk=self.page.pk)

    def _changed(self):
        self.edits += 1
        page = self.original
        page.problem = f"문단 {self.edits}\n\n- 하나\n- {'둘' if self.edits % 2 else '셋'}"
        return page.save_revision()

    def _edit(self):
        revision = self._changed()
        if self.original.live:
            revision.publish()

    def _draft(self):
        self._changed()

    def _sync(self):
        for source in TranslationSource.objects.all():
            self.client.post(
                reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": 1}
            )

    def _unpublish(self):
        self.original.unpublish()

    def _publish(self):
        self.original.get_latest_revision().publish()

    def _take(self, desk):
        desk.take(self.by)

    def _fill(self, desk):
        desk.fill(self.by, MARK)

    def _send(self, desk):
        desk.send(self.by)

    def _take_back(self, desk):
        deliveries.take_back(desk.version.pk, self.by)

    def _waiting(self, desk):
        found = desk.version.deliveries.waiting().first()
        if found is None:
            raise work.NotNow
        return found.pk

    def _return(self, desk):
        deliveries.give_back(self._waiting(desk), self.by, "again", {})

    def _approve(self, desk):
        deliveries.approve(self._waiting(desk), self.by)

    def _all(self, desk):
        desk.take(self.by)
        desk.fill(self.by, MARK)
        deliveries.approve(desk.send(self.by).pk, self.by)

    def _take_off(self, desk):
        desk.target.unpublish()

    def _put_back(self, desk):
        """By the page editor's way: only what was approved before is there to be published."""
        target = desk.target
        if target.first_published_at and not target.live:
            target.live_revision and target.live_revision.publish()

    def _delete(self, desk):
        desk.target.delete()


def live_languages(key) -> set[str]:
    pages = CaseStudyPage.objects.published().filter(translation_key=key)
    return set(pages.values_list("locale__language_code", flat=True))


def check(library: Library, client) -> None:
    key = library.page.translation_key
    live = live_languages(key)
    slug = library.page.slug
    for language in LANGUAGES:
        response = client.get(f"/{language}/policies/{slug}/")
        if language in live:
            assert response.status_code == 200
            assert response.context["page"].language == language
        elif response.status_code == 200:  # shown in another language
            assert response.context["page"].language in live

    record = SearchRecord.objects.filter(key=key, is_live=True).first()
    indexed = SearchFacet.objects.filter(record=record, facet="language") if record else SearchFacet.objects.none()
    assert set(indexed.values_list("value", flat=True)) == live

    sitemap = client.get("/sitemap-pages.xml").content.decode()
    assert {code for code in LANGUAGES if f"<loc>http://testserver/{code}/policies/{slug}/<" in sitemap} == live

    korean = {passage.html for passage in passages_of(library.original)}
    for page in CaseStudyPage.objects.filter(translation_key=key, live=True).exclude(pk=library.page.pk):
        assert not korean & {each.html for each in passages_of(page) if any("가" <= char <= "힣" for char in each.html)}
        assert page.title.startswith(MARK)

    versions = LanguageVersion.objects.with_pages().filter(original=library.page.pk)
    board = {version.language: version for version in versions}
    for version in board.values():
        assert version.is_published == (version.language in live)
        assert (version.state == State.UP_TO_DATE) <= (version.words_to_do == 0 and version.is_published)
    debt.bring_level(library.original)
    assert {version.language: version.state for version in versions.all()} == {
        language: version.state for language, version in board.items()
    }
    assert Page.find_problems() == ([], [], [], [], [])


def test_page_search_board_and_sitemap_agree_after_any_sequence(make_case, person, client, admin_client):
    page = make_case("rest-places", ("ko",), texts={"ko": {"title": "쉼터", "problem": "문단\n\n- 하나\n- 둘"}})["ko"]
    by = person("editor")

    @settings(
        max_examples=SEQUENCES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=12))
    def run(actions):
        with transaction.atomic():
            library = Library(page, by, admin_client)
            for action, language in actions:
                library.do(action, language)
            check(library, client)
            transaction.set_rollback(True)

    run()
