"""'More like this' on a case study: cases that share what matters most, with the reason said."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _

from policies.models import CaseStudyPage
from search import generations
from search.bits import Bits, ids_in
from search.forms import parse_language
from search.hits import make_hits
from search.models import Kind, SearchFacet, SearchRecord
from search.query import Query
from search.results import Hit
from search.snapshot import Snapshot, snapshot
from search.vocabulary import Vocabulary, vocabulary

LIMIT = 4


@dataclass(frozen=True)
class Related:
    """A case to read next, and what it shares with this one."""

    hit: Hit
    reason: str


# What is shared, with its weight, the strongest first: the reason given is the strongest thing shared.
REASONS: tuple[tuple[str, str | Promise, int], ...] = (
    ("topic", _("Same topic"), 16),
    ("theme", _("Same theme"), 8),
    ("city", _("Same city"), 4),
    ("instrument", _("Same policy instrument"), 2),
    ("worker_group", _("Same worker group"), 1),
)


def more_like_this(page: CaseStudyPage) -> tuple[Related, ...]:
    """Up to four published cases that share most with this one. A fixed number of queries."""
    state = generations.current()
    names, index = vocabulary(state), snapshot(state)
    record = SearchRecord.objects.filter(kind=Kind.CASE, key=page.translation_key, is_live=True).first()
    if record is None:
        return ()
    values = list(SearchFacet.objects.filter(record=record).values_list("facet", "value"))
    shared = {code: _sharing(code, values, index, names) & ~(1 << record.pk) for code, _name, _weight in REASONS}
    ids = _best(shared, index)
    hits = make_hits(ids, Query(), parse_language(get_language() or ""), names)
    return tuple(Related(hit, _reason(pk, shared)) for pk, hit in hits.items())


def _sharing(reason: str, values: list[tuple[str, str]], index: Snapshot, names: Vocabulary) -> Bits:
    """The cases that carry one of the values this reason looks at."""
    facet = "theme" if reason == "topic" else reason
    codes = [value for code, value in values if code == facet]
    if facet == "theme":
        codes = [code for code in codes if _is_topic(code, names) == (reason == "topic")]
    return index.any_of(facet, codes) & index.of_kind(Kind.CASE)


def _is_topic(code: str, names: Vocabulary) -> bool:
    name = names.name("theme", code)
    return bool(name and name.parent)


def _best(shared: dict[str, Bits], index: Snapshot) -> list[int]:
    """The records with the highest sum of weights, the newer first among equals.

    Walks the combinations of reasons from the heaviest down, so that the cost does not grow with what is left out.
    """
    found: list[int] = []
    for group in _by_weight(shared):
        fitting = sorted(ids_in(group), key=lambda pk: index.entries[pk].published, reverse=True) if group else []
        found += fitting[: LIMIT - len(found)]
        if len(found) == LIMIT:
            break
    return found


def _by_weight(shared: dict[str, Bits]) -> Iterator[Bits]:
    """Disjoint sets: those that share exactly the reasons whose weights add up to 31, 30, … 1."""
    everything = 0
    for bits in shared.values():
        everything |= bits
    for total in range(sum(weight for _code, _name, weight in REASONS), 0, -1):
        group = everything
        for code, _name, weight in REASONS:
            group &= shared[code] if total & weight else ~shared[code]
        yield group


def _reason(pk: int, shared: dict[str, Bits]) -> str:
    return next(str(name) for code, name, _weight in REASONS if shared[code] >> pk & 1)
