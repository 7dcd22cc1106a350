"""Text as search compares it: hostile characters gone, case and accents folded without moving a letter."""

import unicodedata
from functools import lru_cache

MAX_QUERY = 200

_DROPPED = {"Cc", "Cs", "Cn", "Cf"}
_SPECIAL = {"ß": "s", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "a", "œ": "o", "’": "'"}


def clean_query(raw: str) -> str:
    """What a reader typed, as it may be stored, searched and shown: one line of at most 200 characters."""
    kept = "".join(" " if char in '"\t\n\r' else char for char in raw[: MAX_QUERY * 4] if _is_kept(char))
    return " ".join(unicodedata.normalize("NFKC", kept).split())[:MAX_QUERY].strip()


def clean_text(raw: str) -> str:
    """A text of a page without the characters no index can hold; letters composed as Unicode's NFC does."""
    return unicodedata.normalize("NFC", raw.translate(_CLEANING))


@lru_cache(maxsize=8192)
def _is_kept(char: str) -> bool:
    return char in "\t\n\r" or unicodedata.category(char) not in _DROPPED


class _Cleaning(dict):
    """A table for `str.translate` that drops what no index can hold."""

    def __missing__(self, codepoint: int) -> int | None:
        self[codepoint] = kept = codepoint if _is_kept(chr(codepoint)) else None
        return kept


_CLEANING = _Cleaning()


class _Folding(dict):
    """A table for `str.translate`, filled as characters are met."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = folded = _fold_char(chr(codepoint))
        return folded


def _fold_char(char: str) -> str:
    lower = unicodedata.normalize("NFKC", char).lower()
    lower = lower if len(lower) == 1 else char.lower() if len(char.lower()) == 1 else char
    if lower in _SPECIAL:
        return _SPECIAL[lower]
    base = unicodedata.normalize("NFD", lower)[0]
    return base if len(lower) == 1 and base.isascii() else lower


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents. The result is as long as the text: what is found in it is found in the text."""
    return text.translate(_FOLDING)
