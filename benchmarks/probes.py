"""What is asked: the searches, each as a page and as JSON, and the pages beside them."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.generate import SEED, beginning
from benchmarks.vocabulary import MARKERS

PAGES_IN_TURN = 20


@dataclass(frozen=True)
class Search:
    """A search and the language of its reader. `rival` when stock search is asked the same words."""

    name: str
    language: str
    query: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    rival: bool = False

    @property
    def page(self) -> str:
        return f"/{self.language}/policies/?{urlencode(self._parameters())}"

    @property
    def json(self) -> str:
        return f"/api/search/?{urlencode(self._parameters() | {'lang': self.language})}"

    @property
    def stock(self) -> str:
        return f"/stock/?{urlencode({'q': self.query})}"

    def _parameters(self) -> dict[str, str]:
        return ({"q": self.query} if self.query else {}) | self.filters


@dataclass(frozen=True)
class Page:
    """A kind of page and the addresses asked in turn."""

    name: str
    paths: tuple[str, ...]


WORDS = tuple(Search(f"{m.name}, {m.language}", m.language, m.word, rival=True) for m in MARKERS)
COMMON = next(search for search in WORDS if search.name == "common, ko")
SEARCHES = (
    *WORDS,
    Search("thesaurus", "ko", "생활임금", rival=True),
    Search("in most cases", "ko", "노동", rival=True),
    Search("two words", "en", "harbour orchard", rival=True),
    Search("no query", "ko"),
    Search("no query, two facets", "ko", filters={"instrument": "regulation", "region": "europe"}),
    Search("common, two facets", "ko", COMMON.query, {"instrument": "regulation", "status": "pilot"}),
    Search("common, page 3", "ko", COMMON.query, {"page": "3"}),
    Search("nothing found", "en", "lighthuose"),
)


def pages(size: int) -> tuple[Page, ...]:
    """The pages beside search, for a library of this size."""
    return (
        Page("case study", tuple(f"/ko/policies/bench-{number}/" for number in _told_in_korean(size))),
        Page("home", ("/ko/",)),
        Page("city", ("/ko/cities/new-york/",)),
    )


def _told_in_korean(size: int) -> list[int]:
    numbers = [number for number in range(size) if "ko" in beginning(SEED, number)[1]]
    return numbers[:: max(1, len(numbers) // PAGES_IN_TURN)][:PAGES_IN_TURN]
