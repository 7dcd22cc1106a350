"""Nothing a reader sends may raise, on any engine. `make fuzz` tries 20,000 addresses on each."""

import os
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from search.facets import FACET_CODES
from search.text import clean_query, fold

NASTY = st.sampled_from(
    [*"\"'*()^-+:{}[]|&!~<>\\/%_;#@ \t\n\x00\x1b\u200b\u202e\ufeff\ue000\ue001\ud800", "NEAR", "AND", "OR", "NOT"]
)
HANGUL = st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=12)
TEXT = st.lists(st.one_of(st.text(max_size=20), NASTY, HANGUL), max_size=40).map(" ".join)
EXAMPLES = int(os.environ.get("SEARCH_EXAMPLES", "300"))
VALUE = st.one_of(
    st.sampled_from(
        ["living-wage", "seoul", "ko", "KR", "2019", "newest", "title", "relevance", "all", "city", "0", "-1"]
    ),
    st.integers(-(10**12), 10**12).map(str),
    st.text(max_size=90),
    NASTY,
)
PATH = st.sampled_from(["/api/search/", "/api/search/", "/api/search/", "/ko/policies/", "/fr/suggest/"])
NAME = st.sampled_from(["sort", "page", "page_size", "kind", "lang", *FACET_CODES])
MANY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

KNOWN = [
    '"',
    '""',
    "'",
    "\x00",
    "a\x00b",
    "*",
    "a*",
    "NEAR(a b)",
    "title:a",
    "{title} : a",
    "AND",
    "a AND",
    "-a",
    "(",
    ")",
    "^a",
    "\\",
    "'; DROP TABLE search_index; --",
    "ﬀ ﷺ İ ǆ ß",
    "가" * 5000,
    " ".join(["work"] * 5000),
    " ".join(f"w{i}" for i in range(5000)),
    " ".join(["플랫폼노동자보호"] * 200),
    "가나다라마바사아자차카타파하" * 20,
    "\ud83d",
    "👩‍🏭",
    "\ue001theme",
]


@pytest.fixture
def one_case(make_case):
    make_case("wage", languages=("ko",), texts={"ko": {"title": "생활임금", "summary": "플랫폼 노동자 a work"}})


@pytest.mark.parametrize("text", KNOWN, ids=range(len(KNOWN)))
def test_text_that_breaks_stock_search_does_not_break_ours(one_case, search, client, text):
    search(text)
    search(text, kind="all", sort="title", theme=[text[:50]], page=text[:5])
    assert client.get("/api/search/", {"q": text.encode("utf-8", "ignore").decode()}).status_code == 200
    assert client.get("/ko/suggest/", {"q": text.encode("utf-8", "ignore").decode()}).status_code == 200


@MANY
@given(text=TEXT)
def test_any_text_gives_results(one_case, search, text):
    results = search(text, reader="ko")
    assert results.total >= len(results.hits) >= 0


@MANY
@given(text=TEXT)
def test_any_text_gives_suggestions(one_case, text):
    from search.suggestions import suggestions

    suggestions(clean_query(text), "ko")


@MANY
@given(path=PATH, text=TEXT, parameters=st.lists(st.tuples(NAME, VALUE), max_size=6))
def test_any_address_is_answered(one_case, client, path, text, parameters):
    query = urlencode([("q", text), *parameters], errors="surrogatepass")
    assert client.get(f"{path}?{query}").status_code == 200


@MANY
@given(raw=st.binary(max_size=80))
def test_any_bytes_are_answered(one_case, client, raw):
    assert client.get(f"/api/search/?q={quote(raw)}&page={quote(raw)}").status_code in (200, 400)


@settings(max_examples=2000)
@given(text=st.text())
def test_folding_keeps_every_letter_in_its_place(text):
    assert len(fold(text)) == len(text)


@settings(max_examples=2000)
@given(text=st.text())
def test_a_cleaned_query_is_one_short_line_of_what_can_be_stored(text):
    cleaned = clean_query(text)
    assert len(cleaned) <= 200
    assert not set('"\x00\n\r\t') & set(cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999999", "²", ""])
def test_a_page_that_is_not_there_is_the_nearest_one(one_case, search, page):
    assert search("", page=page).page == 1


@pytest.mark.parametrize(
    "parameters", [{"sort": "; drop"}, {"kind": "user"}, {"page_size": "9999999"}, {"theme": ["gone"]}]
)
def test_unknown_values_are_as_if_not_given(one_case, search, parameters):
    assert [hit.id for hit in search("", **parameters).hits] == ["wage"]
