"""A search as asked, parsed once into a closed set of values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from search.sorting import NEWEST, RELEVANCE, parse_sort

MAX_PAGE_SIZE = 100


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asks: words, language, chosen facet values, order, page. `kind` may be "all"."""

    q: str = ""
    language: str = "en"
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = NEWEST
    page: int = 1
    page_size: int = 20
    kind: str = "case"

    @property
    def has_selection(self) -> bool:
        return bool(self.facets)

    def without(self, facet: str, value: str) -> "SearchRequest":
        """The same without one chosen value, from the first page."""
        kept = {code: tuple(v for v in values if (code, v) != (facet, value)) for code, values in self.facets.items()}
        return replace(self, facets={code: values for code, values in kept.items() if values}, page=1)

    def without_words(self) -> "SearchRequest":
        return replace(self, q="", sort=parse_sort("", has_query=False), page=1)

    def query_string(self, page: int | None = None) -> str:
        """The whole state as a query string, beginning with "?"; what is default is left out."""
        pairs: list[tuple[str, str]] = [("q", self.q)] if self.q else []
        pairs += [(facet, value) for facet, values in self.facets.items() for value in values]
        if self.sort != (RELEVANCE if self.q else NEWEST):
            pairs.append(("sort", self.sort))
        if self.kind != "case":
            pairs.append(("kind", self.kind))
        if page and page > 1:
            pairs.append(("page", str(page)))
        return "?" + urlencode(pairs)
