"""What has changed in an original, shown to whoever decides whether its translation has to change."""

import pytest
from django.urls import reverse
from wagtail.models import Revision

from notices.models import Notice
from policies.models import CaseStudyPage
from tests.translation.conftest import Desk
from translation.aids import aids_for
from translation.changes import changes_of

THREE = "One sentence.\n\nTwo sentences.\n\nThree sentences."


@pytest.fixture
def english(make_case):
    """A case published in English, which a translator brings into Korean."""
    pages = make_case("living-wage", languages=("en",), texts={"en": {"title": "A wage", "problem": THREE}})
    return Desk(pages["en"], "ko")


def shown(desk):
    """`[(the passage with its marks, its translation, whether it has changed), …]` of the one outdated section."""
    [section] = changes_of(desk.version)
    return [
        (str(each.html), each.translation.text if each.translation else "", each.is_changed)
        for each in section.passages
    ]


def test_a_changed_word_is_marked_beside_what_it_was(case, english, translator, editor):
    case.publish(translator, editor)
    case.change(problem="첫째 문단이었습니다.\n\n- 하나\n- 둘")
    first, *others = shown(case)
    assert first == ("첫째 <del>문단입니다.</del><ins>문단이었습니다.</ins>", "EN 첫째 문단입니다.", True)
    assert others == [("하나", "EN 하나", False), ("둘", "EN 둘", False)]
    english.publish(editor, editor, "KO ")
    english.change(problem=THREE.replace("Two", "2"))
    assert shown(english)[1] == ("<del>Two</del><ins>2</ins> sentences.", "KO Two sentences.", True)


def test_what_came_and_what_went_leaves_the_others_beside_their_translations(english, editor):
    english.publish(editor, editor, "KO ")
    english.change(problem="A new one.\n\nOne sentence.\n\nThree sentences.")
    assert shown(english) == [
        ("A new one.", "", True),
        ("One sentence.", "KO One sentence.", False),
        ("<del>Two sentences.</del>", "KO Two sentences.", True),
        ("Three sentences.", "KO Three sentences.", False),
    ]


def test_what_was_said_then_is_found_however_often_it_changed_since(english, editor):
    english.publish(editor, editor, "KO ")
    for word in ("first", "second", "third"):
        english.change(problem=THREE.replace("One", word))
    assert shown(english)[0][0] == "<del>One</del><ins>third</ins> sentence."


def test_without_a_revision_of_that_day_the_passage_is_named_as_changed(english, editor, client):
    english.publish(editor, editor, "KO ")
    english.change(problem=THREE.replace("One", "A"))
    Revision.objects.filter(object_id=str(english.page.pk)).exclude(
        pk=CaseStudyPage.objects.get(pk=english.page.pk).live_revision_id
    ).delete()
    assert shown(english)[0] == ("A sentence.", "KO One sentence.", True)
    client.force_login(editor)
    content = client.get(reverse("translations:changes", args=[english.version.pk])).content.decode()
    assert "new or changed" in content


def test_a_section_taken_out_is_said_to_be(english, editor, client):
    english.change(inclusion="It helps.")
    english.publish(editor, editor, "KO ")
    english.change(inclusion="")
    client.force_login(editor)
    content = client.get(reverse("translations:changes", args=[english.version.pk])).content.decode()
    assert "This section has been taken out of the original." in content
    assert "<del>It helps.</del>" in content
    client.post(
        reverse("translations:changes", args=[english.version.pk]), {"sections": "inclusion", "reason": "Gone."}
    )
    assert not english.version.is_outdated


@pytest.mark.parametrize(
    ("was", "is_now", "is_slight"),
    [
        ("Wages, paid.", "Wages paid!", True),
        ("The act.", "the Act", True),
        ("임금 지급,노동", "임금지급, 노동", True),
        ("100 won", "200 won", False),
        ("1.5 %", "15 %", False),
        ("by 5 %", "by -5 %", False),
        ("The [act](https://example.org/a).", "The [act](https://example.org/b).", False),
    ],
)
def test_the_reason_is_proposed_where_only_marks_have_changed(english, editor, client, was, is_now, is_slight):
    english.change(problem=was)
    english.publish(editor, editor, "KO ")
    english.change(problem=is_now)
    client.force_login(editor)
    address = reverse("translations:changes", args=[english.version.pk])
    form = client.get(address).context["form"]
    assert bool(form["reason"].value()) is is_slight
    if is_slight:  # one press
        client.post(address, {"sections": form["sections"].value(), "reason": form["reason"].value()})
        assert not english.version.is_outdated


def test_the_translator_sees_the_change_beside_the_passage(case, translator, editor):
    case.publish(translator, editor)
    case.change(problem="첫째 문단이었습니다.\n\n- 하나\n- 둘")
    case.take(translator)
    [aid] = [each for each in aids_for(case.version) if each["changes"]]
    assert aid["source"] == "첫째 문단이었습니다."
    assert aid["changes"] == [("", "첫째 "), ("del", "문단입니다."), ("ins", "문단이었습니다.")]
    assert aid["offers"][0][0] == "EN 첫째 문단입니다."


def test_the_notice_names_the_original_though_its_facts_went_into_other_languages_first(make_case, translator, editor):
    pages = make_case("rest", languages=("ko", "fr"), texts={"ko": {"title": "쉼터"}, "fr": {"title": "Repos"}})
    desk = Desk(pages["ko"], "en")
    desk.publish(translator, editor)
    desk.change(problem="다른 문제입니다.", start="2020")  # the year is published in French before anything is told
    [notice] = Notice.objects.filter(recipient=translator, kind="translation-outdated")
    assert notice.facts["page"] == "쉼터"
    assert "into English" in notice.text_in("en").body
    assert "영어" in notice.text_in("ko").body
    assert "anglais" in notice.text_in("fr").body
