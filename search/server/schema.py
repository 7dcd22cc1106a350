"""How the records index is laid out on the server: a field a language, each with the server's own analysis.

Every field also takes Korean apart, since Korean names stand in English texts; `ko` adds nori where the server has it.
`said` holds all languages together: how rare a word is, and how often it is said, is reckoned over the whole record.
"""

import hashlib
import json
from typing import Any

from django.conf import settings
from elasticsearch import BadRequestError, Elasticsearch

from search.documents import FORMAT
from search.facets import FACET_CODES
from search.vocabulary import LANGUAGES

CJK, NORI = "cjk", "nori"
PARTS = ("title", "labels", "summary", "body")
MAX_WINDOW = 1_000_000  # as far as a reader may page
FRENCH_ARTICLES = ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"]

SIMILARITY = {"type": "BM25", "k1": 1.2, "b": 0.25}  # a long case study is not a diluted one

_COMMON = ["cjk_width", "lowercase", "asciifolding", "cjk_bigram"]
_STEMMERS: dict[str, list[str]] = {
    "en": ["library_english_possessive", *_COMMON, "library_english"],
    "fr": ["library_elision", *_COMMON, "library_french"],
    "es": [*_COMMON, "library_spanish"],
}
ANALYSIS: dict[str, dict[str, Any]] = {
    "filter": {
        "library_english_possessive": {"type": "stemmer", "language": "possessive_english"},
        "library_english": {"type": "stemmer", "language": "porter2"},
        "library_plural": {"type": "stemmer", "language": "minimal_english"},
        "library_french": {"type": "stemmer", "language": "french"},
        "library_spanish": {"type": "stemmer", "language": "spanish"},
        "library_elision": {"type": "elision", "articles_case": True, "articles": FRENCH_ARTICLES},
    },
    "analyzer": {
        **{
            f"library_{language}": {"tokenizer": "standard", "filter": _STEMMERS.get(language, _STEMMERS["en"])}
            for language in LANGUAGES
        },
        "library_said": {"tokenizer": "standard", "filter": [*_COMMON, "library_plural"]},
        "library_typed": {"tokenizer": "standard", "filter": ["cjk_width", "lowercase", "asciifolding"]},
    },
}
NORI_ANALYSIS: dict[str, dict[str, Any]] = {
    "tokenizer": {"library_nori": {"type": "nori_tokenizer", "decompound_mode": "mixed"}},
    "analyzer": {
        "library_nori": {
            "tokenizer": "library_nori",
            "filter": ["nori_part_of_speech", "nori_readingform", "lowercase", "asciifolding"],
        }
    },
}


def settings_of(korean: str) -> dict:
    """The settings of a new index; it is filled before it is asked, so it is not refreshed meanwhile."""
    analysis = ANALYSIS
    if korean == NORI:
        analysis = {
            **ANALYSIS,
            "tokenizer": NORI_ANALYSIS["tokenizer"],
            "analyzer": {**ANALYSIS["analyzer"], **NORI_ANALYSIS["analyzer"]},
        }
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
        "refresh_interval": "-1",
        "max_result_window": MAX_WINDOW,
        "analysis": analysis,
        "similarity": {"library": SIMILARITY},
    }


def mappings_of(korean: str) -> dict:
    """The fields of a record. `_meta` says how Korean is analysed."""
    keyword = {"type": "keyword", "ignore_above": 200}
    return {
        "dynamic": "strict",
        "_meta": {"korean": korean},
        "properties": {
            "record": {"type": "long"},
            "hash": {"type": "keyword", "index": False},
            "kind": keyword,
            "published": {"type": "double"},
            "terms": keyword,
            "facet": {"properties": {code: keyword | {"eager_global_ordinals": True} for code in FACET_CODES}},
            "sort": {"properties": dict.fromkeys(LANGUAGES, keyword)},
            "said": {"type": "text", "analyzer": "library_said", "similarity": "library"},
            "typed": {"type": "text", "analyzer": "library_typed", "norms": False, "index_prefixes": {}},
            **{part: {"properties": {code: _text(code, korean) for code in LANGUAGES}} for part in PARTS},
        },
    }


def _text(language: str, korean: str) -> dict:
    field: dict = {"type": "text", "analyzer": f"library_{language}", "copy_to": "said"}
    if language == "ko" and korean == NORI:
        field["fields"] = {"nori": {"type": "text", "analyzer": "library_nori"}}
    return field


def fingerprint() -> str:
    """Changes when the layout does: an index of another layout is not asked."""
    layout = json.dumps([FORMAT, settings_of(NORI), mappings_of(NORI)], sort_keys=True)
    return hashlib.blake2b(layout.encode(), digest_size=4).hexdigest()


def korean_of(server: Elasticsearch) -> str:
    """How this server can analyse Korean: nori when it has it, else pairs of syllables alone."""
    if not settings.ELASTICSEARCH_NORI:
        return CJK
    try:
        server.indices.analyze(tokenizer="nori_tokenizer", text="가")
    except BadRequestError:
        return CJK
    return NORI
