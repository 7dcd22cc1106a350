"""`embed_cases` keeps the vectors level with what is published, at the least cost."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from policies.models import CaseStudyPage
from search.models import SearchVector
from tests.search.semantic.needs import needs

needs("numpy")

from search.semantic import level  # noqa: E402


def vectors():
    return set(SearchVector.objects.values_list("record__code", "language"))


def texts_asked(server):
    return [text for asked in server.asked for text in asked["input"]]


def test_every_language_of_every_live_record_has_its_vector(cases, embedder, embed):
    embed()
    assert {found for found in vectors() if found[0] in cases} == {
        ("wage", "en"),
        ("hours", "en"),
        ("hours", "ko"),
        ("platform", "ko"),
        ("pay", "ko"),
        ("pay", "fr"),
    }


def test_a_vector_is_float32_little_endian_of_length_one(cases, embedder, embed):
    import numpy

    embed()
    stored = SearchVector.objects.get(record=cases["wage"]).vector
    assert numpy.linalg.norm(numpy.frombuffer(stored, "<f4")) == pytest.approx(1)
    assert len(stored) == 5 * 4


def test_title_summary_and_the_beginning_of_the_text_are_embedded(make_case, embedder, embed, server):
    make_case("long", texts={"en": {"title": "A title", "summary": "A summary", "problem": "word " * 390}})
    embed()
    (text,) = [text for text in texts_asked(server) if text.startswith("A title\nA summary\n")]
    assert len(text) == level.CHARACTERS


def test_a_second_run_asks_and_writes_nothing(cases, embedder, embed, server):
    embed()
    before, asked = set(SearchVector.objects.values_list("pk", "generation")), len(server.asked)
    embed()
    assert set(SearchVector.objects.values_list("pk", "generation")) == before
    assert len(server.asked) == asked


def test_only_what_was_edited_is_embedded_again(cases, embedder, embed, server):
    embed()
    server.asked.clear()
    page = CaseStudyPage.objects.get(record_id="hours", locale__language_code="ko")
    page.title = "안전"
    page.save_revision().publish()
    embed()
    (text,) = texts_asked(server)
    assert text.startswith("안전\n")


def test_another_prefix_is_another_text(cases, embedder, embed, server):
    embed()
    asked = len(texts_asked(server))
    embedder["PASSAGE_PREFIX"] = "passage: "
    embed()
    assert len(texts_asked(server)) == 2 * asked


def test_vectors_of_what_left_the_site_are_removed_even_while_the_server_is_away(cases, embedder, embed, server):
    embed()
    CaseStudyPage.objects.get(record_id="wage").unpublish()
    CaseStudyPage.objects.get(record_id="hours", locale__language_code="ko").unpublish()
    page = CaseStudyPage.objects.get(record_id="platform")
    page.title = "A new title"
    page.save_revision().publish()
    server.answer = lambda _texts: (500, b"{}")
    with pytest.raises(CommandError):
        embed()
    assert not {("wage", "en"), ("hours", "ko")} & vectors()
    assert {("hours", "en"), ("platform", "ko")} <= vectors()


def test_vectors_of_another_model_are_removed(cases, embedder, embed):
    embed()
    embedder["MODEL"] = "another"
    embed()
    assert set(SearchVector.objects.values_list("model", flat=True)) == {"another"}


def test_another_model_under_the_same_name_is_refused(cases, embedder, embed, server, monkeypatch):
    embed("--limit", "1")
    monkeypatch.setattr("tests.search.semantic.conftest.meaning", lambda _text: [1.0, 0.0])
    with pytest.raises(CommandError, match=r"now gives 2 numbers a text, 5 are stored"):
        embed()


def test_a_limit_stops_and_the_next_run_goes_on(cases, embedder, embed, server):
    embed("--limit", "2")
    assert len(vectors()) == 2
    embed("--limit", "0")
    assert len(vectors()) == 2
    embed()
    assert len({found for found in vectors() if found[0] in cases}) == 6
    assert len(texts_asked(server)) == len(vectors())


def test_what_was_done_is_kept_when_the_server_goes_away(cases, embedder, embed, server, monkeypatch):
    monkeypatch.setattr(level, "WRITTEN", 2)
    right, answers = server.answer, iter((True, False))
    server.answer = lambda texts: right(texts) if next(answers) else (503, b"{}")
    with pytest.raises(CommandError, match=r"answers 503.*run embed_cases again"):
        embed()
    assert len(vectors()) == 2


def test_many_texts_are_asked_in_batches(cases, embedder, embed, server, monkeypatch):
    monkeypatch.setattr(level, "BATCH", 2)
    embed()
    assert {len(asked["input"]) for asked in server.asked} == {2}


def test_without_the_setting_it_says_so(db, settings, embed):
    settings.SEARCH_EMBEDDER = None
    with pytest.raises(CommandError, match="SEARCH_EMBEDDER is not set"):
        embed()


def test_a_negative_limit_is_refused(embedder, db, embed):
    with pytest.raises(CommandError, match="--limit"):
        embed("--limit", "-1")


def test_it_says_what_it_did(cases, embedder):
    output = StringIO()
    call_command("embed_cases", stdout=output, verbosity=2)
    assert "6 texts looked at, 6 embedded" in output.getvalue()
    assert "6 texts embedded, 0 vectors removed." in output.getvalue()
