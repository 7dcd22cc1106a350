"""The facets of the library, one entry each. To add one: an entry here, and its values in `search/builders.py`.

Several values chosen in one facet widen the results, several facets narrow them. A facet's counts leave out its own
selection, and every value that would give a result is listed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.engines.base import Selection
from search.results import Facet, FacetValue
from search.snapshot import Snapshot
from search.vocabulary import Vocabulary, country_label


@dataclass(frozen=True)
class FacetEntry:
    """A facet: its code in addresses, its name, where its labels come from, how its values are ordered.

    `labels` is a vocabulary, or one of city, country, language, year, session. `order` is count, vocabulary, label or
    newest. A facet that is not `primary` stands under "more".
    """

    code: str
    name: str | Promise
    labels: str
    order: str = "vocabulary"
    primary: bool = True


FACETS = (
    FacetEntry("theme", _("Theme"), "theme"),
    FacetEntry("city", _("City"), "city", order="count"),
    FacetEntry("region", _("Region"), "region"),
    FacetEntry("country", _("Country"), "country", order="count"),
    FacetEntry("instrument", _("Policy instrument"), "instrument"),
    FacetEntry("worker_group", _("Worker group"), "worker-group"),
    FacetEntry("pillar", _("Decent work pillar"), "pillar"),
    FacetEntry("status", _("Status"), "status"),
    FacetEntry("evidence", _("Evidence"), "evidence"),
    FacetEntry("language", _("Available in"), "language", order="count"),
    FacetEntry("year", _("Year"), "year", order="newest"),
    FacetEntry("sector", _("Sector"), "sector", primary=False),
    FacetEntry("convention", _("ILO convention"), "convention", primary=False),
    FacetEntry("lead_body", _("Lead body"), "lead-body", primary=False),
    FacetEntry("budget_band", _("Budget"), "budget-band", primary=False),
    FacetEntry("transfer_condition", _("Precondition for transfer"), "transfer-condition", primary=False),
    FacetEntry("presented", _("Presented at"), "session", order="label", primary=False),
)
FACET_CODES = tuple(entry.code for entry in FACETS)


@dataclass(frozen=True)
class Labels:
    """Writes a facet's value in the reader's language."""

    vocabulary: Vocabulary
    snapshot: Snapshot
    language: str

    def label(self, source: str, value: str) -> str:
        if source == "country":
            return country_label(value, self.language)
        if source == "language":
            return dict(settings.LANGUAGES).get(value, value)
        if source == "session":
            return self.snapshot.session_title(value, self.language)
        return self.vocabulary.label(source, value, self.language)

    def facet_value(self, entry: FacetEntry, value: str) -> str:
        return self.label(entry.labels, value)


def known_values(selection: Selection, labels: Labels) -> dict[str, tuple[str, ...]]:
    """The selection without values that no record and no vocabulary knows."""
    known = {
        entry.code: tuple(value for value in selection.get(entry.code, ()) if _is_known(entry, value, labels))
        for entry in FACETS
    }
    return {code: values for code, values in known.items() if values}


def _is_known(entry: FacetEntry, value: str, labels: Labels) -> bool:
    if value in labels.snapshot.values.get(entry.code, {}):
        return True
    if entry.labels == "year":
        return len(value) == 4 and value.isdecimal()
    return labels.label(entry.labels, value) != value


def labelled(counts: Mapping[str, Mapping[str, int]], selection: Selection, labels: Labels) -> tuple[Facet, ...]:
    """Every facet that has a value to offer, named and in its order; `counts` is {facet: {value: records}}."""
    facets = []
    for entry in FACETS:
        chosen = selection.get(entry.code, ())
        if values := _values(entry, dict(counts.get(entry.code, {})), chosen, labels):
            facets.append(Facet(entry.code, str(entry.name), values, entry.primary, bool(chosen)))
    return tuple(facets)


def _values(entry: FacetEntry, counts: dict[str, int], chosen: Iterable[str], labels: Labels) -> tuple[FacetValue, ...]:
    counts |= {value: 0 for value in chosen if value not in counts}
    found = [
        FacetValue(value, labels.facet_value(entry, value), count, value in chosen, _parent(entry, value, labels))
        for value, count in counts.items()
    ]
    return tuple(sorted(found, key=lambda value: _rank(entry, value, labels)))


def _parent(entry: FacetEntry, value: str, labels: Labels) -> str:
    name = labels.vocabulary.name(entry.labels, value)
    return name.parent if name else ""


def _rank(entry: FacetEntry, value: FacetValue, labels: Labels) -> tuple:
    if entry.order == "count":
        return (-value.count, value.label)
    if entry.order == "newest":
        return (-int(value.code) if value.code.isdecimal() else 0, value.code)
    if entry.order == "vocabulary":
        lineage = reversed(labels.vocabulary.lineage(entry.labels, value.code))
        names = [labels.vocabulary.name(entry.labels, code) for code in lineage]
        return tuple((name.order if name else 10_000, name.code if name else value.code) for name in names)
    return (value.label,)
