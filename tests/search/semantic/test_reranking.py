"""Meaning changes the order of what was found, and nothing else."""

import pytest

from policies.models import CaseStudyPage
from search.semantic.stage import RERANKED, blended
from tests.search.semantic.needs import needs

needs("numpy")


def test_without_the_setting_the_order_is_that_of_the_words(rerank, cases):
    assert rerank("wage", list(cases.values())) == list(cases.values())


def test_what_is_near_in_meaning_rises_but_words_lead(rerank, cases, crowd, embedder, embed):
    embed()
    found = rerank("wage", [*crowd, cases["pay"]])
    assert 0 < found.index(cases["pay"]) < 20
    assert [pk for pk in found if pk in crowd] == crowd


def test_where_meaning_agrees_or_reverses_everything_the_words_decide():
    ids = list(range(1, 41))
    assert blended(ids, {pk: -pk / 100 for pk in ids}) == ids
    assert blended(ids, {pk: pk / 100 for pk in ids}) == ids


def test_records_without_a_vector_are_as_if_their_meaning_were_their_place():
    ids = list(range(1, 41))
    assert blended(ids, {}) == ids
    assert blended(ids, {7: 0.9}) == ids
    assert blended(ids, {3: 0.1, 40: 0.9}).index(40) < 39


@pytest.mark.parametrize(
    "text", ["wage", "임금", "salaire", "", "   ", "\x00\ud800", "🏳️‍🌈" * 400, "a" * 100_000, "\u202e‮"]
)
def test_whatever_is_asked_no_record_is_added_or_dropped(rerank, cases, embedder, embed, text):
    embed()
    ids = [*cases.values(), 987_654]
    assert sorted(rerank(text, ids)) == sorted(ids)


def test_only_the_best_are_ordered_anew(rerank, cases, embedder, embed):
    embed()
    others = list(range(10_000, 10_000 + RERANKED - 1))
    ids = [*others, cases["hours"], cases["pay"], cases["wage"]]
    assert rerank("wage", ids)[RERANKED:] == [cases["pay"], cases["wage"]]


def test_before_anything_is_embedded_the_server_is_not_asked(rerank, cases, embedder, server):
    assert rerank("wage", list(cases.values())) == list(cases.values())
    assert server.asked == []


def test_one_question_for_a_query_however_often_it_is_asked(rerank, elsewhere, cases, embedder, embed, server):
    embed()
    before = len(server.asked)
    for _time in range(3):
        rerank("wage", list(cases.values()))
        elsewhere("wage")
    assert [asked["input"] for asked in server.asked[before:]] == [["wage"]]


def test_the_question_is_as_openai_has_it(rerank, cases, embedder, embed, server):
    embedder |= {"API_KEY": "secret", "QUERY_PREFIX": "query: ", "PASSAGE_PREFIX": "passage: "}
    embed()
    rerank("wage", list(cases.values()))
    assert server.asked[-1] == {"path": "/v1/embeddings", "model": "by-hand", "input": ["query: wage"]}
    assert all(text.startswith("passage: ") for text in server.asked[0]["input"])
    assert set(server.keys) == {"Bearer secret"}


def test_what_was_embedded_since_counts_from_the_next_search(rerank, cases, crowd, embedder, embed):
    ids = [*crowd, cases["pay"]]
    embed("--limit", "1")
    assert rerank("wage", ids) == ids
    embed()
    assert rerank("wage", ids) != ids


def test_what_was_edited_since_counts_when_it_is_embedded_again(rerank, cases, crowd, embedder, embed):
    embed()
    ids = [*crowd, cases["wage"]]
    assert rerank("임금", ids) != ids
    page = CaseStudyPage.objects.get(record_id="wage")
    page.title = "seguridad"
    page.save_revision().publish()
    embed()
    assert rerank("임금", ids) == ids
