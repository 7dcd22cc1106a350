"""The names of terms, cities and countries in every language, in memory, made anew when a name changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from babel import Locale
from django.conf import settings
from django.db.models import Model
from django.utils.functional import cached_property

from cities.models import City
from search import generations
from search.analysis import words_of
from search.thesaurus import Thesaurus
from taxonomy.models import Scheme, Term

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class Name:
    """A term or a city by its code, with what it is called in each language."""

    scheme: str
    code: str
    labels: dict[str, str]
    alternatives: dict[str, tuple[str, ...]]
    parent: str = ""
    order: int = 0

    def label(self, language: str) -> str:
        return self.labels.get(language) or self.labels.get(settings.LANGUAGE_CODE) or self.code

    def all_labels(self) -> Iterator[tuple[str, str]]:
        """(language, label), preferred labels first, then the alternatives."""
        yield from self.labels.items()
        for language, others in self.alternatives.items():
            yield from ((language, other) for other in others)


@dataclass(frozen=True)
class CityFacts:
    """Where a city lies."""

    country: str
    region: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Vocabulary:
    """Every name search shows or understands, at one moment."""

    number: int
    schemes: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[tuple[str, str], Name] = field(default_factory=dict)
    cities: dict[str, CityFacts] = field(default_factory=dict)
    term_codes: dict[int, str] = field(default_factory=dict)

    def code_of(self, owner: Model, field_name: str = "term") -> str:
        """The code of the term a row points at, without fetching the term; empty when it points at none."""
        term_id = getattr(owner, f"{field_name}_id")
        if term_id is None:
            return ""
        return self.term_codes.get(term_id) or getattr(owner, field_name).code

    def label(self, scheme: str, code: str, language: str) -> str:
        """What a code is called in a language; the code itself when it is unknown."""
        name = self.names.get((scheme, code))
        return name.label(language) if name else code

    def name(self, scheme: str, code: str) -> Name | None:
        return self.names.get((scheme, code))

    def lineage(self, scheme: str, code: str) -> list[str]:
        """A term's code and those of its broader terms: a topic implies its theme."""
        codes: list[str] = []
        while code and code not in codes:
            codes.append(code)
            name = self.names.get((scheme, code))
            code = name.parent if name else ""
        return codes

    @cached_property
    def folded(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        """All labels as they are compared with what is being typed: {(scheme, code): [(language, words)]}."""
        return {
            key: [(language, " ".join(words_of(label))) for language, label in name.all_labels()]
            for key, name in self.names.items()
        }

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """The concepts of these names, found in queries."""
        return Thesaurus(self)


_current = Vocabulary(number=-1)


def vocabulary(state: generations.State | None = None) -> Vocabulary:
    """The names as they are now; one query when nothing changed, two fewer when the state is given."""
    global _current
    number = (state or generations.current()).vocabulary
    found = _current
    if found.number != number:
        _current = found = _load(number)
    return found


def forget() -> None:
    """Drops what is remembered, for tests."""
    global _current
    _current = Vocabulary(number=-1)


def _load(number: int) -> Vocabulary:
    schemes = {
        scheme.code: {row.language: row.label for row in scheme.labels.all()}
        for scheme in Scheme.objects.prefetch_related("labels")
    }
    names = {(name.scheme, name.code): name for name in (*_terms(), *_cities())}
    cities = {
        code: CityFacts(country, region, float(latitude), float(longitude))
        for code, country, region, latitude, longitude in City.objects.values_list(
            "code", "country", "region__code", "latitude", "longitude"
        )
    }
    term_codes = dict(Term.objects.order_by().values_list("pk", "code"))
    return Vocabulary(number, schemes, names, cities, term_codes)


def _terms() -> Iterator[Name]:
    for term in Term.objects.select_related("scheme", "parent"):
        rows = term.labels.all()
        yield Name(
            scheme=term.scheme.code,
            code=term.code,
            labels={row.language: row.label for row in rows},
            alternatives={row.language: tuple(row.alternative_labels) for row in rows},
            parent=term.parent.code if term.parent else "",
            order=term.sort_order,
        )


def _cities() -> Iterator[Name]:
    for city in City.objects.prefetch_related("names"):
        rows = city.names.all()
        yield Name(
            scheme="city",
            code=city.code,
            labels={row.language: row.name for row in rows},
            alternatives={row.language: tuple(row.alternative_names) for row in rows},
        )


def country_label(code: str, language: str) -> str:
    """A country's name (CLDR); the code itself when CLDR has none."""
    return _territories(language).get(code, code)


def _territories(language: str) -> dict[str, str]:
    if language not in _territory_cache:
        _territory_cache[language] = dict(Locale.parse(language).territories)
    return _territory_cache[language]


_territory_cache: dict[str, dict[str, str]] = {}
