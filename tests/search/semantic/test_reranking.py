"""Meaning changes the order of what was found, and nothing else."""

import pytest

from search.models import SearchVector
from search.semantic.stage import RERANKED
from tests.search.semantic.needs import needs

needs("numpy")


def test_without_the_setting_the_order_is_that_of_the_words(rerank, cases):
    assert rerank("wage", list(cases.values())) == list(cases.values())


def test_what_is_near_in_meaning_rises(rerank, cases, embedder, embed):
    embed()
    ids = [cases[code] for code in ("platform", "hours", "pay")]
    assert rerank("wage", ids) == [cases[code] for code in ("platform", "pay", "hours")]


def test_the_words_still_count(rerank, cases, embedder, embed):
    embed()
    ids = [cases[code] for code in ("wage", "pay", "hours")]
    assert rerank("임금", ids)[0] == cases["wage"]


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


def test_a_record_without_a_vector_keeps_its_place_among_equals(rerank, cases, embedder, embed):
    embed()
    SearchVector.objects.filter(record=cases["hours"]).delete()
    assert rerank("safety", [cases["hours"], cases["platform"]])[0] == cases["hours"]


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


def test_what_was_embedded_since_counts_from_the_next_search(rerank, cases, embedder, embed):
    ids = [cases["hours"], cases["wage"], cases["platform"], cases["pay"]]
    embed("--limit", "1")
    rerank("wage", ids)
    embed()
    assert rerank("임금", ids)[0] == cases["wage"]
    assert rerank("임금", ids).index(cases["pay"]) < 3
