"""Highlights show why something matched: exactly, safely, in any language."""

import pytest

from search.highlight import Highlighter
from search.query import understand
from search.vocabulary import Name, Vocabulary

NAMES = [
    Name(
        "theme",
        "living-wage",
        {"en": "Living wage", "ko": "생활임금", "fr": "Salaire vital", "es": "Salario digno"},
        {"en": ("livable wage",)},
    )
]
WORDS = Vocabulary(0, names={(name.scheme, name.code): name for name in NAMES})


def marked(query, language, text):
    return Highlighter(understand(query, WORDS.thesaurus), language).mark(text)


@pytest.mark.parametrize(
    ("query", "language", "text", "expected"),
    [
        ("workers", "en", "A worker works", "A <mark>worker</mark> works"),
        ("precaire", "fr", "Salariés précaires", "Salariés <mark>précaires</mark>"),
        ("노동시간", "ko", "노동시간을 줄인다", "<mark>노동시간</mark>을 줄인다"),
        ("플랫폼노동자", "ko", "플랫폼 노동자", "<mark>플랫폼 노동자</mark>"),
        ("임금", "ko", "생활임금", "생활<mark>임금</mark>"),
        ("생활임금", "en", "A living wage for all", "A <mark>living wage</mark> for all"),
        ("livable wage", "es", "El salario digno", "El <mark>salario digno</mark>"),
        ("art", "en", "The artisan starts", "The artisan starts"),
        (
            "b",
            "en",
            "<b>b</b> & 'b'",
            "&lt;<mark>b</mark>&gt;<mark>b</mark>&lt;/<mark>b</mark>&gt; &amp; &#x27;<mark>b</mark>&#x27;",
        ),
        ("", "en", "<i>", "&lt;i&gt;"),
    ],
)
def test_what_is_marked(query, language, text, expected):
    assert marked(query, language, text) == expected


def test_the_snippet_is_the_stretch_that_says_most():
    body = "Nothing here. " * 60 + "Then a windmill and an orchard were built. " + "Nothing more. " * 60
    excerpt = Highlighter(understand("windmill orchard", WORDS.thesaurus), "en").excerpt("A summary.", [], body)
    assert "<mark>windmill</mark>" in excerpt.html
    assert "<mark>orchard</mark>" in excerpt.html
    assert excerpt.plain.startswith("… ")
    assert excerpt.plain.endswith(" …")
    assert len(excerpt.plain) < 200


def test_without_a_match_the_snippet_is_the_summary():
    excerpt = Highlighter(understand("zebra", WORDS.thesaurus), "en").excerpt("A <summary>.", [], "A body.")
    assert (excerpt.plain, excerpt.html) == ("A <summary>.", "A &lt;summary&gt;.")


def test_paragraphs_do_not_run_into_each_other():
    excerpt = Highlighter(understand("windmill", WORDS.thesaurus), "en").excerpt("", [], "The windmill board\nIt met.")
    assert excerpt.plain == "The windmill board · It met."
    assert excerpt.html == "The <mark>windmill</mark> board · It met."
