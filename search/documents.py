"""What is indexed of a family of pages. Each kind registers how it is read; nothing here knows a kind.

A document is built from the published versions of a family and from nothing else.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from core.models import BasePage
from search.analysis import joined, term_token
from search.text import clean_text
from search.vocabulary import LANGUAGES, Vocabulary, country_label, vocabulary

FORMAT = 3  # a change of analysis that asks for a rebuild changes this, and with it every content hash


@dataclass(frozen=True)
class DocumentText:
    """One language version of a document."""

    language: str
    page_id: int
    url: str
    title: str
    summary: str = ""
    body: str = ""


@dataclass(frozen=True)
class SearchDocument:
    """A family of translations as it is indexed. `terms` are (vocabulary, code) whose labels describe it."""

    kind: str
    key: UUID
    code: str
    original_language: str
    published_at: datetime | None
    year: int | None
    texts: tuple[DocumentText, ...]
    facets: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    card: dict = field(default_factory=dict)
    labels: tuple[tuple[str, str], ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """Changes when anything indexed changes."""
        content = json.dumps([FORMAT, asdict(self)], sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=16).hexdigest()

    def tokens(self) -> dict[str, list[str]]:
        """The tokens of each column of the full-text index, all languages one after the other."""
        terms = [term_token(scheme, code) for scheme, code in self.terms]
        return {
            "title": joined([(text.language, text.title) for text in self.texts]),
            "labels": [*terms, *joined(list(self.labels))],
            "summary": joined([(text.language, text.summary) for text in self.texts]),
            "body": joined([(text.language, text.body) for text in self.texts]),
        }


@dataclass(frozen=True)
class Family:
    """The published versions of one page, by language in the order of the library's languages."""

    versions: dict[str, BasePage]
    original_language: str

    @property
    def original(self) -> BasePage:
        return self.versions[self.original_language]


Builder = Callable[[Family, Vocabulary], SearchDocument]


@dataclass(frozen=True)
class Source:
    """How a kind is read: its page class, a builder, and what to prefetch so that many cost few queries."""

    kind: str
    page_class: type[BasePage]
    build: Builder
    prefetch: tuple[str, ...] = ()
    original_field: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Makes a kind of page searchable; a second time is ignored."""
    _sources.setdefault(source.kind, source)


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def source_of(page_class: type) -> Source | None:
    """How pages of this class are indexed; None when they are not."""
    return next((source for source in _sources.values() if issubclass(page_class, source.page_class)), None)


def published_keys(kind: str) -> QuerySet:
    """The families of a kind with a published version."""
    pages = _sources[kind].page_class.objects.published().filter(alias_of=None)
    return pages.order_by("translation_key").values_list("translation_key", flat=True).distinct()


def build_documents(kind: str, keys: Sequence[UUID]) -> dict[UUID, SearchDocument]:
    """The documents of these families; a family without a published version has none."""
    source, names = _sources[kind], vocabulary()
    families = _families(source, keys)
    return {key: _finished(source.build(family, names), names) for key, family in families.items()}


def _families(source: Source, keys: Sequence[UUID]) -> dict[UUID, Family]:
    pages = source.page_class.objects.published().filter(translation_key__in=keys, alias_of=None)
    found: dict[UUID, dict[str, BasePage]] = defaultdict(dict)
    for page in pages.select_related("locale").prefetch_related(*source.prefetch):
        found[page.translation_key][page.locale.language_code] = page
    return {key: _family(source, versions) for key, versions in found.items()}


def _family(source: Source, versions: dict[str, BasePage]) -> Family:
    ordered = {code: versions[code] for code in (*LANGUAGES, *versions) if code in versions}
    wished = getattr(next(iter(ordered.values())), source.original_field) if source.original_field else ""
    return Family(ordered, wished if wished in ordered else next(iter(ordered)))


def document_text(page: BasePage, summary: str = "", body: Iterable[str] = ()) -> DocumentText:
    """A version's texts, cleaned, with its address."""
    return DocumentText(
        language=page.locale.language_code,
        page_id=page.pk,
        url=page_path(page),
        title=clean_text(page.title),
        summary=clean_text(summary),
        body=clean_text("\n".join(part for part in body if part)),
    )


def page_path(page: BasePage) -> str:
    """A page's address without the host, under its own language; empty when no site serves it."""
    parts = page.get_url_parts()
    return (parts[2] if parts else "") or ""


def _finished(document: SearchDocument, names: Vocabulary) -> SearchDocument:
    """With the labels of its terms, cities and countries in every language."""
    labels = [
        (language, label)
        for scheme, code in document.terms
        if (name := names.name(scheme, code))
        for language, label in name.labels.items()
    ]
    labels += [(language, country_label(country, language)) for country in document.countries for language in LANGUAGES]
    return replace(document, labels=tuple(dict.fromkeys((language, clean_text(label)) for language, label in labels)))
