"""The debt of words that are not pages: labels of the vocabularies, names of cities, the interface.

A label is outdated when the English one is not what it was when the label was last written or confirmed: computed from
the texts, as for pages.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cities.models import City
from core.catalogues import catalogue_path, read_catalogue
from taxonomy.models import Scheme, Term, TermLabel
from translation.models.labels import LabelStanding
from translation.states import State

SOURCE = settings.LANGUAGE_CODE
CITIES, INTERFACE = "cities", "interface"


@dataclass(frozen=True)
class Words:
    """One thing to translate: `group` is a vocabulary's code, cities or interface; `label` the row to confirm."""

    group: str
    group_name: str
    source: str
    target: str
    language: str
    state: State
    words: int
    url: str = ""
    label: int = 0


def bring_labels_level(terms: Iterable[Term] | None = None) -> None:
    """Notes, for every label that is new or has been written anew, what the English says now. Three queries and two
    writes at most. Repeatable."""
    with transaction.atomic():
        terms = list(Term.objects.all() if terms is None else terms)
        standings = (
            LabelStanding.objects.filter(label__term__in=terms) if len(terms) == 1 else LabelStanding.objects.all()
        )
        known = {standing.label_id: standing for standing in standings}
        new, changed = [], []
        for term in terms:
            source = _digest(_english(term))
            for label in term.labels.all():
                target, standing = _digest(label), known.get(label.pk)
                if label.language == SOURCE:
                    continue
                if standing is None:
                    new.append(LabelStanding(label=label, source=source, target=target))
                elif standing.target != target:
                    standing.source, standing.target = source, target
                    changed.append(standing)
        LabelStanding.objects.bulk_create(new, ignore_conflicts=True)
        LabelStanding.objects.bulk_update(changed, ["source", "target"])


def confirm(number: int, by) -> bool:
    """Says of an outdated label that it is right as it is; False where there is none."""
    standing = LabelStanding.objects.select_related("label__term").filter(label=number).first()
    if standing is None:
        return False
    standing.source = _digest(_english(standing.label.term))
    standing.save(update_fields=["source"])
    log(instance=standing.label.term, action="wagtail.edit", user=by, data={"confirmed": standing.label.language})
    return True


def groups_of_words() -> list[tuple[str, str]]:
    """[(code, name), …] of everything that has words to translate: every vocabulary, cities, the interface."""
    schemes = Scheme.objects.prefetch_related("labels")
    vocabularies = [(scheme.code, str(scheme)) for scheme in schemes]
    return [*vocabularies, (CITIES, _("Names of cities")), (INTERFACE, _("Interface"))]


def debt_of_words(languages: Iterable[str]) -> list[Words]:
    """What lacks in these languages, vocabularies first. A fixed number of queries."""
    wanted = [language for language in languages if language != SOURCE]
    return [*_of_terms(wanted), *_of_cities(wanted), *_of_interface(wanted)]


def _of_terms(languages: list[str]) -> Iterable[Words]:
    standings = {standing.label_id: standing for standing in LabelStanding.objects.all()}
    terms = Term.objects.active().select_related("scheme").prefetch_related("labels", "scheme__labels")
    for term in terms:
        labels = {label.language: label for label in term.labels.all()}
        english = labels.get(SOURCE)
        source = " – ".join(filter(None, [english.label, english.scope_note])) if english else term.code
        for language in languages:
            label = labels.get(language)
            state = _state_of(english, label, standings.get(label.pk) if label else None)
            if state != State.UP_TO_DATE:
                yield Words(
                    group=term.scheme.code,
                    group_name=str(term.scheme),
                    source=source,
                    target=label.label if label else "",
                    language=language,
                    state=state,
                    words=len(source.split()),
                    url=reverse("wagtailsnippets_taxonomy_term:edit", args=[term.pk]),
                    label=label.pk if label and state == State.OUTDATED else 0,
                )


def _state_of(english: TermLabel | None, label: TermLabel | None, standing: LabelStanding | None) -> State:
    if label is None or (english and english.scope_note and not label.scope_note):
        return State.NOT_ASKED
    is_outdated = standing is not None and standing.source != _digest(english) and standing.target == _digest(label)
    return State.OUTDATED if is_outdated else State.UP_TO_DATE


def _of_cities(languages: list[str]) -> Iterable[Words]:
    for city in City.objects.prefetch_related("names"):
        names = {name.language: name.name for name in city.names.all()}
        source = names.get(SOURCE, city.code)
        url = reverse("wagtailsnippets_cities_city:edit", args=[city.pk])
        for language in languages:
            if language not in names:
                words = len(source.split())
                yield Words(CITIES, _("Names of cities"), source, "", language, State.NOT_ASKED, words, url)


def _of_interface(languages: list[str]) -> Iterable[Words]:
    for language in languages:
        path = catalogue_path(Path(settings.BASE_DIR), language)
        moment = path.stat().st_mtime if path.exists() else 0.0
        for message, is_unsure in _open_messages(path, language, moment):
            state = State.OUTDATED if is_unsure else State.NOT_ASKED
            yield Words(INTERFACE, _("Interface"), message, "", language, state, len(message.split()))


@lru_cache(maxsize=16)
def _open_messages(path: Path, language: str, _moment: float) -> tuple[tuple[str, bool], ...]:
    """(message, whether it has a translation that is marked as unsure) of those that are not translated."""
    if not path.exists():
        return ()
    found = []
    for entry in read_catalogue(path, language):
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        if entry.id and (entry.fuzzy or not all(strings)):
            found.append((entry.id[0] if isinstance(entry.id, tuple) else entry.id, bool(entry.fuzzy)))
    return tuple(found)


def _english(term: Term) -> TermLabel | None:
    return next((label for label in term.labels.all() if label.language == SOURCE), None)


def _digest(label: TermLabel | None) -> str:
    text = f"{label.label}\0{label.scope_note}" if label else ""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
