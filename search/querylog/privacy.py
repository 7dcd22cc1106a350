"""Which words may be kept: what looks personal is not counted at all."""

import re

from search.analysis import words_of

MAX_KEPT = 80
# Five digits or more, in one run or written as telephone numbers are: 010-1234-5678.
_NUMBER = re.compile(r"\d(?:[\s./()-]*\d){4}")


def kept_words(text: str) -> str:
    """The folded words by which equal queries are counted as one; empty for what is not kept.

    `text` has been through `clean_query`. An address, a number of five digits or more, and more than 80 characters look
    personal.
    """
    if "@" in text or len(text) > MAX_KEPT or _NUMBER.search(text):
        return ""
    words = " ".join(words_of(text))
    return words if len(words) <= MAX_KEPT else ""
