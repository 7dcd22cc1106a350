"""What wagtail-localize does when asked without us (design/platform-notes.md), each closed."""

import json
import re

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.views.edit_translation import FieldHasNoEditPanelError, TabHelper, get_segment_location_info

from accounts.languages import grant
from core.models import BasePage
from home.models import StandardPage
from policies.models import CaseStudyPage, CaseStudyPartner, CaseStudyTheme
from tests.library import term
from tests.translation.conftest import Desk
from translation import deliveries, work
from translation.models import LanguageVersion
from translation.sections import passages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch(tree):
    """A page of the network in Korean with one below it: (page, page below)."""
    pages, parent = [], tree.homes["ko"]
    for title, slug in (("소개", "about"), ("연혁", "history")):
        parent = Page.objects.get(pk=parent.pk)
        page = StandardPage(title=title, slug=slug, locale=tree.homes["ko"].locale, introduction="한 줄입니다.")
        parent.add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
        parent = page
    return pages


def version_of(page, language):
    return LanguageVersion.objects.with_pages().get(original=page.pk, locale__language_code=language)


def whole(page, language, translator, editor):
    """Translates, sends and approves."""
    version = version_of(page, language)
    work.take(version.pk, translator)
    translation = deliveries.translation_of(version_of(page, language))
    for segment in translation.source.stringsegment_set.select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=version.locale,
            defaults={"data": f"EN {segment.string.data}", "translation_type": "manual"},
        )
    return deliveries.approve(deliveries.send(version.pk, translator).pk, editor)


def test_a_branch_is_translated_page_by_page_and_every_child_is_found(branch, translator, editor, client):
    page, below = branch
    whole_error = None
    work.take(version_of(below, "en").pk, translator)  # the child first: its parent is made, as a draft
    parent = StandardPage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    assert (parent.live, parent.alias_of_id, parent.numchild) == (False, None, 1)
    try:
        whole(below, "en", translator, editor)
    except work.NotNow as refusal:
        whole_error = str(refusal)
    assert "소개" in whole_error
    whole(page, "en", translator, editor)
    deliveries.approve(version_of(below, "en").deliveries.waiting().get().pk, editor)
    parent.refresh_from_db()
    assert parent.numchild == 1
    assert client.get("/en/about/history/").status_code == 200
    assert client.get("/en/about/").status_code == 200


def test_no_alias_is_ever_made(branch, translator):
    work.take(version_of(branch[1], "en").pk, translator)
    assert not Page.objects.exclude(alias_of=None).exists()


class TestItsAddresses:
    def test_submitting_leads_editors_to_the_board_and_copies_nothing(self, case, branch, editor, client):
        client.force_login(editor)
        before = list(Page.objects.order_by("pk").values_list("pk", "live", "numchild", "title"))
        english = Locale.objects.get(language_code="en").pk
        for page in (case.page, branch[0]):
            address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
            answer = client.post(address, {"locales": [english], "include_subtree": "on"})
            assert answer.url == f"{reverse('translations:index')}?original={page.pk}"
        assert list(Page.objects.order_by("pk").values_list("pk", "live", "numchild", "title")) == before

    def test_submitting_a_draft_says_to_publish_it_first(self, make_case, editor, client):
        client.force_login(editor)
        draft = make_case("a-draft", publish=False)["en"]
        answer = client.get(reverse("wagtail_localize:submit_page_translation", args=[draft.pk]), follow=True)
        assert "only what the public can read" in answer.content.decode()
        assert not TranslationSource.objects.exists()

    def test_translators_neither_submit_nor_sync(self, case, translator, editor, client):
        case.publish(translator, editor)
        client.force_login(translator)
        source = TranslationSource.objects.get()
        for address in (
            reverse("wagtail_localize:submit_page_translation", args=[case.page.pk]),
            reverse("wagtail_localize:update_translations", args=[source.pk]),
        ):
            assert client.post(address, {"publish_translations": "on"}).status_code in (302, 403)
            assert client.get(address).url == reverse("wagtailadmin_home")

    def test_syncing_publishes_nothing_even_for_editors(self, case, translator, editor, client):
        case.publish(translator, editor)
        case.change(title="새 제목")
        client.force_login(editor)
        source = TranslationSource.objects.get()
        client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})
        assert case.target.title == "EN 쉼터"

    def test_publishing_in_its_editor_leads_to_the_check(self, case, translator, editor, client):
        case.publish(translator, editor)
        case.take(editor)
        client.force_login(editor)
        answer = client.post(reverse("wagtailadmin_pages:edit", args=[case.target.pk]), {"action": "publish"})
        assert answer.url == reverse("translations:check", args=[case.version.pk])

    def test_its_editor_shows_translators_no_way_to_delete_or_publish(self, case, translator, client):
        page = case.take(translator)
        client.force_login(translator)
        body = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "&quot;canDelete&quot;: false" in body
        assert "&quot;canPublish&quot;: false" in body
        assert reverse("translations:check", args=[case.version.pk]) in body

    @pytest.mark.parametrize("body", [b"", b"value=%00", b"value=" + b"x" * 20_001, b"other=1"])
    def test_a_passage_it_does_not_expect_is_refused(self, case, translator, client, body):
        case.take(translator)
        client.force_login(translator)
        translation = deliveries.translation_of(case.version)
        segment = translation.source.stringsegment_set.first()
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        for kind in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"):
            assert client.put(address, body, content_type=kind).status_code == 400
        assert (
            client.put(address, b"value=Shelter", content_type="application/x-www-form-urlencoded").status_code == 201
        )

    def test_a_translation_into_another_language_is_not_theirs(self, case, translator, editor, person, client):
        case.take(editor)
        translation = deliveries.translation_of(case.version)
        french = person("translator", name="french")
        grant(french, ["fr"])
        client.force_login(french)
        segment = translation.source.stringsegment_set.first()
        for name, arguments in (
            ("edit_string_translation", [translation.pk, segment.pk]),
            ("download_pofile", [translation.pk]),
            ("upload_pofile", [translation.pk]),
        ):
            address = reverse(f"wagtail_localize:{name}", args=arguments)
            for method in ("get", "post", "put"):
                assert getattr(client, method)(address, follow=True).status_code in (404, 405)
        assert client.get(reverse("translations:check", args=[case.version.pk]), follow=True).status_code == 404
        assert client.post(reverse("translations:take", args=[case.version.pk]), follow=True).status_code == 404


def test_a_hangul_title_gives_an_ascii_address_in_every_language(case, translator, editor):
    case.publish(translator, editor)
    assert case.target.slug == case.page.slug == "rest-places"


def test_two_sources_into_one_language_do_not_break_its_editor(make_case, translator, editor, client):
    pages = make_case("twice", languages=("ko", "en"))
    french = Locale.objects.get(language_code="fr")
    source, _created = TranslationSource.get_or_create_from_instance(pages["en"])
    Translation.objects.create(source=source, target_locale=french)
    version = LanguageVersion.objects.get(original=pages["ko"].pk, locale=french)
    page = work.take(version.pk, editor)
    client.force_login(editor)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert Translation.objects.get(target_locale=french).source.locale.language_code == "ko"


def page_classes(page_class=BasePage):
    for each in page_class.__subclasses__():
        yield each
        yield from page_classes(each)


@pytest.mark.parametrize("page_class", list(page_classes()), ids=lambda each: each.__name__)
def test_its_editor_shows_every_passage_there_is(page_class):
    """A passage in a field without a panel could never be translated, nor the page sent."""
    page = page_class(title="A")
    for field in page._meta.get_fields():
        is_text = not field.is_relation and field.get_internal_type() in ("TextField", "CharField")
        if is_text and field.editable and not field.choices:
            setattr(page, field.attname, "x")
    helper = TabHelper(page)
    hidden = []
    for passage in passages_of(page):
        try:
            get_segment_location_info(page, helper, passage.path, passage.path)
        except FieldHasNoEditPanelError:
            hidden.append(passage.path)
    assert not hidden


def test_the_case_study_keeps_its_rows_when_it_is_translated(case, translator, editor):
    case.publish(translator, editor)
    target = case.target
    assert [row.name for row in target.indicators.all()] == [
        f"EN {row.name}" for row in CaseStudyPage.objects.get(pk=case.page.pk).indicators.all()
    ]
    assert {row.locale_id for row in target.indicators.all()} == {target.locale_id}
    assert len(target.references.all()) == 1


def test_its_editor_says_in_korean_what_its_own_catalogue_lacks(case, translator, client):
    profile = UserProfile.get_for_user(translator)
    profile.preferred_language = "ko"
    profile.save()
    page = case.take(translator)
    case.fill(translator)
    client.force_login(translator)
    script = client.get("/admin/localize/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});", script, re.DOTALL)[1])
    assert catalogue["Download PO file"] == "PO 파일 내려받기"  # ours
    assert catalogue["Save"] == "저장"  # its own
    content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert json.dumps("사람이 번역함")[1:-1] in content


@pytest.mark.parametrize("language", ["ko", "en"])
def test_rows_and_values_that_come_and_go_in_the_original_do_so_in_its_translations(
    make_case, translator, editor, language
):
    """wagtail-localize copies them once; later it brings what came, and never what went."""
    original = make_case("rest", languages=(language,), themes=["living-wage", "working-time"])[language]
    desk = Desk(original, "fr")
    grant(translator, ["fr"])
    desk.publish(translator, editor, "FR ")

    def both():
        pages = [CaseStudyPage.objects.get(pk=original.pk), desk.target]
        return [
            ([row.term.code for row in page.themes.all()], [row.name for row in page.partners.all()], page.staff)
            for page in pages
        ]

    wage = CaseStudyTheme(term=term("theme", "living-wage"), sort_order=0)
    union = CaseStudyPartner(name="A union", support=term("support", "technical"))
    desk.change(staff=12, partners=[union], themes=[wage])
    assert both() == [(["living-wage"], ["A union"], 12)] * 2
    desk.change(staff=None, partners=[])
    assert both() == [(["living-wage"], [], None)] * 2
    assert not desk.version.is_outdated


def test_a_stopped_translation_goes_on_from_the_board_with_what_was_typed(case, translator, editor, client):
    page = case.take(translator)
    case.fill(translator, "TYPED ")
    number = deliveries.translation_of(case.version).pk
    address = reverse("wagtail_localize:stop_translation", args=[number])
    client.force_login(translator)
    client.post(address, follow=True)
    assert deliveries.translation_of(case.version)  # it is for editors
    client.force_login(editor)
    assert client.post(address, {"next": "/admin/"}).status_code == 302
    with pytest.raises(work.NotNow):
        case.send(translator)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    case.take(translator)
    assert case.send(translator).passages[0]["target"].startswith("TYPED ")


def test_restarting_in_the_page_editor_publishes_nothing(case, translator, editor, client):
    page = case.take(translator)
    number = deliveries.translation_of(case.version).pk
    client.force_login(editor)
    client.post(reverse("wagtail_localize:stop_translation", args=[number]), {"next": "/admin/"})
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"localize-restart-translation": "1"})
    assert deliveries.translation_of(case.version).pk == number
    assert not case.target.live
