"""Words of a text as the index holds them (docs/search.md, "Analysis").

Latin words are folded, then stemmed in the language of the text. Runs of Hangul and of Chinese characters become pairs
of syllables: 노동시간 → 노동 동시 시간, so that a word is found with any particle behind it and inside any compound.
"""

import re
import threading
from functools import lru_cache

import Stemmer

from search.text import fold

# Tokens no text can contain: private-use characters are word characters of both databases.
BREAK = "\ue000"
_MARK = "\ue001"

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORDS = re.compile(rf"[{HANGUL}]+|[{IDEOGRAPHS}]+|[^\W_{HANGUL}{IDEOGRAPHS}\ue000-\uf8ff]+")
_PAIRED = re.compile(rf"[{HANGUL}{IDEOGRAPHS}]")
_STEMMED = {"en": "english", "fr": "french", "es": "spanish"}
STEM_LANGUAGES = tuple(_STEMMED)
MAX_WORD = 60
MAX_WORDS = 24
# Words that say nothing by themselves, and those that questions are made of; left out while another word remains.
_STOP_WORDS = (
    "a an and are as at be by for from has in is it its of on or that the to was were with "
    "how what which who whom whose when where why do does did can could should would will may there their they them "
    "he she i me my we our us you your if this these those been being have had not any some "
    "au aux avec ce ces d dans de des du en est et il l la le les leur leurs n ou par pas pour qu que qui s sa se ses "
    "son sur un une c j m t y comment quel quelle quels quelles quoi quand pourquoi je me mon ma mes nous notre nos "
    "vous votre vos elle elles ils on ne si sont etre ont avoir fait peut peuvent "
    "al como con del el ella las lo los mas o para pero por sin su sus una unos unas quien quienes cual cuales donde "
    "cuando cuanto cuanta cuantos cuantas mi mis nuestro ha han hay ser fue puede pueden hacer hace "
    "어디 어디에 어디서 무엇 무엇을 뭐 누가 누구 언제 왜 얼마나 어떻게 어떤 어느 수 것 곳 때 등 및 또는 그리고 "
    "있는 있나 있나요 있을까 없나요 하는 하나요 되나 되나요 하면 하려면 위한 위해 위하여 대한 대해 관한 따른 통한"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())

_local = threading.local()


def is_paired(word: str) -> bool:
    """True for a run of Hangul or of Chinese or Japanese characters, which is indexed by pairs."""
    return _PAIRED.match(word) is not None


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order; a change of script ends a word."""
    return WORDS.findall(fold(text))


def meaningful_words(text: str) -> tuple[str, ...]:
    """The folded words of a query or label, without those that say nothing, unless there are no others."""
    words = words_of(text)[:MAX_WORDS]
    telling = [word for word in words if word not in STOP_WORDS]
    return tuple(telling or words)


def pairs(word: str) -> list[str]:
    """A run of syllables as overlapping pairs; a single syllable as itself."""
    return [word[i : i + 2] for i in range(len(word) - 1)] or [word]


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in one language; Korean texts stem their Latin words as English.

    Folding comes first, on both sides, so that an accent left out never changes the stem.
    """
    algorithm = _STEMMED.get(language, "english")
    return _stemmer(algorithm).stemWord(word[:MAX_WORD])


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    """This thread's stemmer: one of them is not safe to share."""
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm]


def tokens_of(text: str, language: str) -> list[str]:
    """The tokens of a text in its language, in order."""
    tokens: list[str] = []
    for word in words_of(text):
        if word.isascii() or not is_paired(word):
            tokens.append(stem(word, language))
        else:
            tokens += pairs(word)
    return tokens


def term_token(scheme: str, code: str) -> str:
    """The one token that stands for a term (or a city) itself; no text can contain it."""
    return _MARK + re.sub(r"[^a-z0-9]", _MARK, f"{scheme} {code}".lower())


def joined(texts: list[tuple[str, str]]) -> list[str]:
    """Tokens of several (language, text), with a break between them that no phrase crosses."""
    tokens: list[str] = []
    for language, text in texts:
        tokens += [*tokens_of(text, language), BREAK]
    return tokens[:-1]
