"""A published Korean case, a translator into English, an editor, and the way a translation goes between them."""

from dataclasses import dataclass

import pytest
from wagtail_localize.models import StringSegment, StringTranslation

from accounts.languages import grant, sync_language_groups
from policies.models import CaseStudyPage
from tests.accounts.conftest import invite, person, seoul  # noqa: F401
from translation import deliveries, work
from translation.models import LanguageVersion

PROBLEM = "첫째 문단입니다.\n\n- 하나\n- 둘"


@pytest.fixture
def translator(person):  # noqa: F811
    """Translates into English and nothing else."""
    sync_language_groups()
    user = person("translator")
    grant(user, ["en"])
    return user


@pytest.fixture
def editor(person):  # noqa: F811
    return person("editor")


@dataclass
class Desk:
    """A case with what the test does to its version in one language."""

    page: CaseStudyPage
    language: str

    @property
    def version(self) -> LanguageVersion:
        return LanguageVersion.objects.with_pages().get(original=self.page.pk, locale__language_code=self.language)

    @property
    def target(self) -> CaseStudyPage:
        """The translated page as it stands in the database."""
        return CaseStudyPage.objects.get(pk=self.version.page_id)

    def take(self, by):
        return work.take(self.version.pk, by)

    def fill(self, by, mark="EN "):
        """Translates every passage that is not, by putting a mark before it."""
        translation = deliveries.translation_of(self.version)
        segments = StringSegment.objects.filter(source=translation.source).annotate_translation(self.version.locale)
        for segment in segments.filter(translation=None).select_related("string"):
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=self.version.locale,
                defaults={"data": mark + segment.string.data, "translation_type": "manual", "last_translated_by": by},
            )

    def send(self, by):
        return deliveries.send(self.version.pk, by)

    def publish(self, translator, editor, mark="EN "):
        """All the way."""
        self.take(translator)
        self.fill(translator, mark)
        return deliveries.approve(self.send(translator).pk, editor)

    def change(self, **texts):
        """The original is published with other texts."""
        page = CaseStudyPage.objects.get(pk=self.page.pk)
        for name, value in texts.items():
            setattr(page, name, value)
        page.save_revision().publish()


@pytest.fixture
def case(make_case):
    """A published case in Korean, and its English version."""
    pages = make_case("rest-places", languages=("ko",), texts={"ko": {"title": "쉼터", "problem": PROBLEM}})
    return Desk(pages["ko"], "en")
