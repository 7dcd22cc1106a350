"""Vocabularies from files: what is checked, what a repeat does, what becomes of a term that left."""

import pytest
import yaml

from taxonomy.loaders import DATA_DIR, VocabularyError, load_directory, read_vocabulary
from taxonomy.models import Scheme, Term

LABELS = {"en": "Bicycle lanes", "ko": "자전거 도로", "fr": "Pistes cyclables", "es": "Carriles bici"}


def write(folder, terms, code="test-scheme"):
    document = {"code": code, "labels": LABELS, "terms": terms}
    (folder / f"{code}.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    return folder


def entry(code, **more):
    return {"code": code, "labels": LABELS} | more


def all_terms(path):
    """The terms of a file, broader and narrower."""
    broader = read_vocabulary(path)["terms"]
    return [*broader, *(narrower for term in broader for narrower in term.get("children") or [])]


@pytest.mark.django_db
def test_loading_twice_changes_nothing(tmp_path):
    write(tmp_path, [entry("lanes", alternatives={"en": ["cycle lanes"]}, children=[entry("wide-lanes")])])
    first, second = load_directory(tmp_path), load_directory(tmp_path)
    assert first.created == ["test-scheme/lanes", "test-scheme/wide-lanes"]
    assert (second.created, second.changed, second.unchanged) == ([], [], 2)
    term = Term.objects.get(code="wide-lanes")
    assert term.parent.code == "lanes"
    assert term.label_in("ko") == "자전거 도로"


@pytest.mark.django_db
def test_an_alternative_label_that_an_editor_added_stays(tmp_path):
    write(tmp_path, [entry("lanes", alternatives={"en": ["cycle lanes"]})])
    load_directory(tmp_path)
    label = Term.objects.get(code="lanes").labels.get(language="en")
    label.alternatives += "\nbike paths"
    label.save()
    assert load_directory(tmp_path).changed == []
    write(tmp_path, [entry("lanes", alternatives={"en": ["cycleways"]})])
    load_directory(tmp_path)
    label.refresh_from_db()
    assert label.alternative_labels == ["cycleways", "cycle lanes", "bike paths"]


@pytest.mark.django_db
def test_an_unused_term_that_left_is_deleted_and_a_used_one_retired(tmp_path, make_case):
    write(tmp_path, [entry("kept"), entry("unused"), entry("used")])
    load_directory(tmp_path)
    page = make_case()["en"]
    page.instruments.create(term=Term.objects.get(code="used"))
    page.save()
    report = load_directory(write(tmp_path, [entry("kept")]))
    assert report.deleted == ["test-scheme/unused"]
    assert report.retired == ["test-scheme/used"]
    assert Term.objects.get(code="used").is_retired
    report = load_directory(write(tmp_path, [entry("kept"), entry("used")]))
    assert not Term.objects.get(code="used").is_retired


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ([entry("Not A Code")], "lower-case"),
        ([entry("twice"), entry("twice")], "stands twice"),
        ([{"code": "bare", "labels": {"en": "Only English"}}], "no label in es, fr, ko"),
        ([entry("odd", synonyms=[])], "unknown key"),
    ],
)
def test_a_bad_file_is_refused_whole_with_the_term_and_the_cure(tmp_path, terms, words):
    write(tmp_path, [entry("good")], code="a-good-scheme")
    write(tmp_path, terms)
    with pytest.raises(VocabularyError, match=words):
        load_directory(tmp_path)
    assert not Scheme.objects.filter(code="a-good-scheme").exists()


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("code: [", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"broken\.yaml"):
        read_vocabulary(path)


def test_the_themes_are_the_four_sessions_with_their_twelve_topics():
    themes = read_vocabulary(DATA_DIR / "theme.yaml")["terms"]
    assert [theme["code"] for theme in themes] == [
        "skills-protection",
        "wages-equality",
        "rights-safety",
        "platforms-future",
    ]
    assert [len(theme["children"]) for theme in themes] == [3, 3, 3, 3]


@pytest.mark.parametrize("path", sorted(DATA_DIR.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_alternative_stands_under_two_terms_of_a_vocabulary(path):
    """Search takes an alternative for the concept itself: one word must not mean two of them.

    A search word may: nothing is tagged with it, and an everyday word may stand for two things.
    """
    if path.stem == "search-word":
        pytest.skip("an everyday word may stand for two things")
    seen: dict = {}
    for term in all_terms(path):
        for language, words in (term.get("alternatives") or {}).items():
            for word in words:
                owner = seen.setdefault((language, word.casefold()), term["code"])
                assert owner == term["code"], f"{word} ({language}) stands under {owner} and {term['code']}"


@pytest.mark.parametrize("path", sorted(DATA_DIR.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_term_says_what_it_covers_in_every_language(path):
    if path.stem == "search-word":
        pytest.skip("nothing is tagged with a search word: its labels are all it says")
    for term in all_terms(path):
        assert set(term.get("scope") or {}) == {"en", "ko", "fr", "es"}, term["code"]
