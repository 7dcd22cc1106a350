"""What search gives back: frozen, complete, and the same for the page and for JSON."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from policies.cards import ThemeTag
from search.request import SearchRequest


@dataclass(frozen=True)
class Hit:
    """One thing found, as a card shows it. Carries the names of `policies.cards.Card`.

    `title` and `snippet` are safe HTML in which what matched stands in <mark>; `url` is under the reader's language.
    """

    id: str
    kind: str
    key: str
    title: SafeString
    plain_title: str
    lang: str
    languages: tuple[str, ...]
    original_language: str
    url: str
    snippet: SafeString
    plain_snippet: str
    city: str = ""
    city_code: str = ""
    country: str = ""
    country_code: str = ""
    region: str = ""
    region_code: str = ""
    themes: tuple[ThemeTag, ...] = ()
    evidence: str = ""
    evidence_label: str = ""
    status: str = ""
    status_label: str = ""
    years: str = ""
    year: int | None = None
    is_sample: bool = False
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with the number of results it would give. `parent` is the code of its broader value."""

    code: str
    label: str
    count: int
    selected: bool
    parent: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet with every value that would give a result, and those selected."""

    code: str
    label: str
    values: tuple[FacetValue, ...]
    is_primary: bool
    has_selection: bool


@dataclass(frozen=True)
class Chip:
    """A selected value that can be taken away: `query_without` is the query string that remains."""

    facet: str
    facet_label: str
    value: str
    label: str
    query_without: str


@dataclass(frozen=True)
class WayOut:
    """What an empty result would become: without this chip, or (`chip` is None) without the words."""

    chip: Chip | None
    count: int
    query: str


@dataclass(frozen=True)
class SearchResults:
    """A page of results with everything shown around it.

    `corrected` are the words searched for in place of misspelt ones; None when they were searched for as typed. Results
    are `partial` when they need not have every word, and `relaxed` when none has more than one of them. `also_found` is
    of other kinds, by the same words; `elsewhere` are cases in other languages that are near in meaning, not in words.
    """

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    selected: tuple[Chip, ...] = ()
    also_found: tuple[Hit, ...] = ()
    elsewhere: tuple[Hit, ...] = ()
    corrected: str | None = None
    ways_out: tuple[WayOut, ...] = ()
    relaxed: bool = False
    partial: bool = False
    page: int = 1
    pages: int = 1
    engine: str = ""
    notice: str = ""
    sorts: tuple[tuple[str, str], ...] = field(default=())

    @property
    def words(self) -> str:
        """The words these are the results for: as typed, or put right."""
        return self.corrected or self.request.q

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    @property
    def next_page(self) -> int:
        return self.page + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def first_number(self) -> int:
        """The place of the first hit of this page among all, counted from one; 0 when there is none."""
        return (self.page - 1) * self.request.page_size + 1 if self.hits else 0

    @property
    def last_number(self) -> int:
        return max(self.first_number + len(self.hits) - 1, 0)

    @property
    def primary_facets(self) -> tuple[Facet, ...]:
        return tuple(facet for facet in self.facets if facet.is_primary)

    @property
    def more_facets(self) -> tuple[Facet, ...]:
        return tuple(facet for facet in self.facets if not facet.is_primary)
