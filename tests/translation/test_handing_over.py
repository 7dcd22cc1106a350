"""From the translator to the public: nothing that is live changes before an editor approves it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from notices.models import Notice
from policies.models import CaseStudyPage
from translation import deliveries, telling, work
from translation.models import LanguageVersion
from translation.states import State, Work

pytestmark = pytest.mark.django_db


def test_a_translation_goes_from_the_board_to_the_public(case, translator, editor):
    assert case.version.state == State.NOT_ASKED
    page = case.take(translator)
    assert (page.live, page.slug, page.locale.language_code) == (False, "rest-places", "en")
    assert case.version.state == State.IN_WORK
    with pytest.raises(deliveries.Incomplete):
        case.send(translator)
    case.fill(translator)
    delivery = case.send(translator)
    assert case.version.state == State.WAITING
    assert not case.target.live
    deliveries.approve(delivery.pk, editor)
    target = case.target
    assert target.live
    assert target.title == "EN 쉼터"
    assert target.problem == "EN 첫째 문단입니다.\n\n- EN 하나\n- EN 둘"
    version = case.version
    assert (version.state, version.outdated_sections, version.words_to_do) == (State.UP_TO_DATE, [], 0)
    assert (version.work, version.approved_by, version.assignee) == (Work.NONE, editor, None)


def test_a_change_of_the_original_is_debt_of_its_section_alone(case, translator, editor):
    case.publish(translator, editor)
    case.change(problem="첫째 문단입니다.\n\n- 하나\n- 셋이 더 있습니다")
    version = case.version
    assert (version.state, version.outdated_sections) == (State.OUTDATED, ["problem"])
    assert version.words_to_do == 3
    assert version.outdated_since is not None
    assert case.target.problem == "EN 첫째 문단입니다.\n\n- EN 하나\n- EN 둘"

    case.take(translator)
    case.fill(translator, "NEW ")
    delivery = case.send(translator)
    assert case.target.problem == "EN 첫째 문단입니다.\n\n- EN 하나\n- EN 둘"
    deliveries.approve(delivery.pk, editor)
    assert case.target.problem == "EN 첫째 문단입니다.\n\n- EN 하나\n- NEW 셋이 더 있습니다"
    assert case.version.state == State.UP_TO_DATE


def test_what_is_typed_after_sending_is_not_published(case, translator, editor):
    case.take(translator)
    case.fill(translator)
    delivery = case.send(translator)
    segment = deliveries.translation_of(case.version).source.stringsegment_set.get(context__path="title")
    segment.string.translations.update(data="Typed later")
    deliveries.approve(delivery.pk, editor)
    assert case.target.title == "EN 쉼터"


def test_a_change_after_sending_leaves_the_section_outdated(case, translator, editor):
    case.take(translator)
    case.fill(translator)
    delivery = case.send(translator)
    case.change(results="결과가 달라졌습니다.")
    deliveries.approve(delivery.pk, editor)
    assert case.version.outdated_sections == ["results"]


def test_a_returned_translation_goes_on_where_it_was(case, translator, editor):
    case.take(translator)
    case.fill(translator)
    delivery = case.send(translator)
    deliveries.give_back(delivery.pk, editor, "Two words.", {"problem": "Say shelter.", "results": " "})
    delivery.refresh_from_db()
    assert delivery.outcome == delivery.Outcome.RETURNED
    assert [(each.section, each.text) for each in delivery.remarks.all()] == [("problem", "Say shelter.")]
    assert case.version.state == State.IN_WORK
    with pytest.raises(work.NotNow):
        deliveries.approve(delivery.pk, editor)
    again = case.send(translator)
    assert again.pk != delivery.pk
    assert case.send(translator) == again  # a second press


def test_facts_follow_at_once_and_words_do_not(case, translator, editor):
    case.publish(translator, editor)
    original = CaseStudyPage.objects.get(pk=case.page.pk)
    original.end, original.staff, original.title = "2024", 12, "새 제목"
    original.themes = []
    original.indicators.all()[0].value = 99
    rows = list(original.indicators.all())
    rows[0].value = 99
    original.indicators = rows
    original.is_sample = True
    original.themes = list(original.themes.all()) or _theme("emotional-labour")
    original.save_revision().publish()
    target = case.target
    assert (target.end, target.staff, target.title) == ("2024", 12, "EN 쉼터")
    assert [link.term.code for link in target.themes.all()] == ["emotional-labour"]
    assert [row.value for row in target.indicators.all()] == [99]
    assert case.version.outdated_sections == ["title"]


def test_a_section_cleared_in_the_original_is_outdated_and_goes_with_approval(case, translator, editor):
    case.change(inclusion="여성에게도 열려 있습니다.")
    case.publish(translator, editor)
    assert case.target.inclusion
    case.change(inclusion="")
    assert case.target.inclusion
    assert case.version.outdated_sections == ["inclusion"]
    case.take(translator)
    deliveries.approve(case.send(translator).pk, editor)
    assert case.target.inclusion == ""
    assert case.version.state == State.UP_TO_DATE


def test_a_version_that_came_another_way_is_taken_as_it_is(make_case, translator, editor):
    pages = make_case("wages", languages=("ko", "en"))
    version = LanguageVersion.objects.get(original=pages["ko"].pk, locale=pages["en"].locale)
    assert version.state == State.UP_TO_DATE
    page = work.take(version.pk, translator)
    assert page.pk == pages["en"].pk
    delivery = deliveries.send(version.pk, translator)
    assert {each["target"] for each in delivery.passages if each["section"] == "results"} == {pages["en"].results}


def _theme(code):
    from policies.models import CaseStudyTheme
    from tests.library import term

    return [CaseStudyTheme(term=term("theme", code), sort_order=0)]


class TestAfterAChange:
    def test_readers_see_that_it_is_behind_and_where_the_original_is(self, case, translator, editor, client):
        case.publish(translator, editor)
        address = case.target.get_url()
        assert "The original changed on" not in client.get(address).content.decode()
        case.change(problem="다른 문제입니다.")
        body = client.get(address).content.decode()
        assert "The original changed on" in body
        assert f'href="{case.page.get_url()}" hreflang="ko"' in body
        assert "The original changed on" not in client.get(case.page.get_url()).content.decode()

    def test_a_change_that_makes_no_difference_is_waived_with_a_reason(self, case, translator, editor, client):
        case.publish(translator, editor)
        case.change(problem="첫째 문단입니다!\n\n- 하나\n- 둘", results="다른 결과입니다.")
        client.force_login(editor)
        address = reverse("translations:changes", args=[case.version.pk])
        assert "첫째 문단입니다<del>.</del><ins>!</ins>" in client.get(address).content.decode()
        client.post(address, {"sections": ["problem"], "reason": ""})
        assert case.version.outdated_sections == ["problem", "results"]
        client.post(address, {"sections": ["problem"], "reason": "Only a mark."})
        version = case.version
        assert version.outdated_sections == ["results"]
        entry = _log_of(case.target, "translation.waived")
        assert (entry.user, entry.data["reason"], entry.data["sections"]) == (editor, "Only a mark.", ["problem"])
        case.change(problem="또 다른 문제입니다.")
        assert case.version.outdated_sections == ["problem", "results"]

    def test_translators_waive_nothing(self, case, translator, editor, client):
        case.publish(translator, editor)
        case.change(problem="다른 문제입니다.")
        client.force_login(translator)
        client.post(
            reverse("translations:changes", args=[case.version.pk]), {"sections": ["problem"], "reason": "Mine."}
        )
        assert case.version.outdated_sections == ["problem"]


def _log_of(page, action):
    return PageLogEntry.objects.filter(page=page.pk, action=action).latest("timestamp")


def test_deleting_an_original_leaves_nothing_on_the_board(case, translator, editor, django_capture_on_commit_callbacks):
    case.publish(translator, editor)
    english = case.target
    with django_capture_on_commit_callbacks(execute=True):
        CaseStudyPage.objects.get(pk=case.page.pk).delete()
    assert not CaseStudyPage.objects.get(pk=english.pk).live  # a case is taken off in every language
    assert not LanguageVersion.objects.exists()


def test_many_are_asked_for_at_once_and_their_translator_is_told_once(case, make_case, translator, editor, client):
    others = [make_case(f"other-{number}", ("ko",))["ko"] for number in range(3)]
    numbers = [case.version.pk, *(page.language_versions.get(locale__language_code="en").pk for page in others)]
    client.force_login(editor)
    day = timezone.localdate() + timedelta(days=10)
    asked = {"versions": numbers, "assignee": translator.pk, "due_on": day.isoformat(), "action": "ask"}
    client.post(reverse("translations:ask"), asked)
    found = LanguageVersion.objects.filter(pk__in=numbers)
    assert set(found.values_list("state", "assignee", "due_on")) == {(State.ASKED, translator.pk, day)}
    assert Notice.objects.get(recipient=translator).facts["count"] == 4
    mine = client.get(reverse("translations:index"), {"assignee": translator.pk}).context["rows"]
    assert len(mine) == 4
    client.post(reverse("translations:ask"), {"versions": numbers[1:], "action": "drop"})
    assert found.filter(state=State.ASKED).count() == 1


@pytest.mark.parametrize(("days", "words"), [(5, []), (3, ["due on"]), (0, ["due on"]), (-1, ["overdue"])])
def test_a_translator_is_reminded_before_a_day_and_after_it_once(case, translator, editor, days, words):
    case.take(translator)
    due = timezone.localdate() + timedelta(days=days)
    LanguageVersion.objects.filter(pk=case.version.pk).update(due_on=due)
    telling.remind()
    telling.remind()
    subjects = [notice.text_in("en").subject for notice in Notice.objects.filter(kind="translation-due")]
    assert len(subjects) == len(words)
    assert all(word in subject for word, subject in zip(words, subjects, strict=True))


def test_nobody_is_reminded_of_what_is_sent(case, translator):
    case.take(translator)
    case.fill(translator)
    case.send(translator)
    LanguageVersion.objects.filter(pk=case.version.pk).update(due_on=timezone.localdate())
    telling.remind()
    assert not Notice.objects.filter(kind="translation-due").exists()
