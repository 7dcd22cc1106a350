"""The debt of vocabularies, cities and interface: computed from the texts, scoped by language, waived by editors."""

import pytest
from django.urls import reverse

from taxonomy.models import Term, TermLabel
from translation import labels
from translation.models import LabelStanding
from translation.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    labels.bring_labels_level()
    return Term.objects.get(scheme__code="theme", code="living-wage")


def write(term, language, **values):
    TermLabel.objects.filter(term=term, language=language).update(**values)
    labels.bring_labels_level([Term.objects.get(pk=term.pk)])


def state(term, language="fr"):
    source = Term.objects.get(pk=term.pk).label_in("en")
    found = [words.state for words in labels.debt_of_words([language]) if words.source.startswith(source)]
    return found[0] if found else State.UP_TO_DATE


def test_a_label_is_outdated_once_the_english_has_changed_and_until_it_is_written_anew(term):
    assert state(term) == State.UP_TO_DATE
    write(term, "en", scope_note="Something quite different.")
    assert state(term) == state(term, "ko") == State.OUTDATED
    write(term, "fr", scope_note="Tout autre chose.")
    assert state(term) == State.UP_TO_DATE
    assert state(term, "ko") == State.OUTDATED


def test_a_missing_label_is_to_be_done(term):
    TermLabel.objects.filter(term=term, language="fr").delete()
    assert state(term) == State.NOT_ASKED


def test_an_editor_says_that_a_label_is_right_as_it_is(term, editor, translator, client):
    write(term, "en", label="Living wages")
    number = TermLabel.objects.get(term=term, language="fr").pk
    address = reverse("translations:confirm_label", args=[number])
    client.force_login(translator)
    assert client.post(address).status_code in (302, 403)
    assert state(term) == State.OUTDATED
    client.force_login(editor)
    client.post(address)
    assert state(term) == State.UP_TO_DATE
    assert client.post(reverse("translations:confirm_label", args=[999999])).status_code == 302


def test_the_screen_shows_one_s_own_languages_and_leaves_as_a_table(term, editor, translator, person, client):
    from accounts.languages import grant

    write(term, "en", label="=Living wages")
    client.force_login(editor)
    address = reverse("translations:words")
    page = client.get(address, {"language": "fr", "group": "theme", "page": "x"})
    assert "=Living wages" in page.content.decode()
    assert "Français" in page.content.decode()
    table = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "'=Living wages" in table
    assert client.get(address, {"export": "xlsx"}).status_code == 200
    french = person("translator", "french")
    grant(french, ["fr"])
    client.force_login(french)
    assert {words.language for words in client.get(address).context["page"]} == {"fr"}


def test_it_runs_as_many_queries_whatever_lacks(term, editor, client, django_assert_max_num_queries):
    client.force_login(editor)
    client.get(reverse("translations:words"))
    TermLabel.objects.filter(language="es").delete()
    with django_assert_max_num_queries(24):
        client.get(reverse("translations:words"))


def test_what_the_catalogue_lacks_is_counted(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "One two"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Three"\nmsgstr "Drei"\n\nmsgid "Four"\nmsgstr "Vier"\n'
    )
    assert labels._open_messages(path, "fr", 1.0) == (("One two", False), ("Three", True))


def test_a_label_written_in_a_form_is_noted_when_all_are_written(term, django_capture_on_commit_callbacks):
    label = TermLabel.objects.get(term=term, language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        label.label = "Salaire de subsistance"
        label.save()
    assert LabelStanding.objects.get(label=label).target == labels._digest(label)
