"""Words as the index holds them."""

import pytest

from search.analysis import meaningful_words, tokens_of
from search.engines.expressions import AnyOf, Phrase, clause_expressions, typed_expression
from search.korean import variants, without_ending
from search.query import Query, understand
from search.vocabulary import Vocabulary

NO_NAMES = Vocabulary(0).thesaurus


@pytest.mark.parametrize(
    ("text", "language", "tokens"),
    [
        ("노동시간을", "ko", ["노동", "동시", "시간", "간을"]),
        ("쉼", "ko", ["쉼"]),
        ("COVID-19 이후 2020년", "ko", ["covid", "19", "이후", "2020", "년"]),
        ("Working conditions", "en", ["work", "condit"]),
        ("Les précaires", "fr", ["le", "precair"]),
        ("最低賃金", "en", ["最低", "低賃", "賃金"]),
        ("ﬁnance Ｗork", "en", ["ﬁnanc", "work"]),
    ],
)
def test_tokens(text, language, tokens):
    assert tokens_of(text, language) == tokens


@pytest.mark.parametrize("word", ["précarité", "Précarité", "precarite", "PRÉCARITÉ"])
def test_an_accent_never_changes_a_stem(word):
    assert tokens_of(word, "fr") == tokens_of("précarité", "fr")


@pytest.mark.parametrize(
    ("word", "bare"),
    [("노동자를", "노동자"), ("도시에서", "도시"), ("노동자", "노동"), ("도시", "도시"), ("사이", "사이")],
)
def test_an_ending_goes_while_two_syllables_stay(word, bare):
    assert without_ending(word) == bare


def test_a_compound_is_tried_in_pieces_of_two_syllables_or_more():
    assert {("플랫폼노동자",), ("플랫폼노동",), ("플랫폼", "노동자"), ("플랫폼", "노동")} <= set(
        variants("플랫폼노동자")
    )
    assert all(len(piece) > 1 for pieces in variants("플랫폼노동자보호") for piece in pieces)
    assert len(variants("가나다라마바사아자차")) <= 16


def test_words_that_say_nothing_are_left_out_unless_there_is_nothing_else():
    assert meaningful_words("the cost of living") == ("cost", "living")
    assert meaningful_words("of the") == ("of", "the")


def test_an_alternative_that_another_covers_is_not_asked_for():
    (asked,) = clause_expressions(understand("wage", NO_NAMES))
    assert asked == AnyOf((Phrase(("wage",)), Phrase(("wag",)))) or asked == Phrase(("wage",))


def test_nothing_asked_is_no_expression():
    assert clause_expressions(Query("?!")) == []
    assert typed_expression(Query("?!")) is None
