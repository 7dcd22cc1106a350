"""Gives a reader's words to a term: from then on search takes them for the term, in every language."""

import unicodedata
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from wagtail.log_actions import log

from search.analysis import meaningful_words, words_of
from search.thesaurus import MAX_LABEL_WORDS, SEARCHED
from taxonomy.models import Term, TermLabel

MAX_PROPOSED = 5
MIN_LIKENESS = 60  # of 100, RapidFuzz's token_set_ratio; below stand chance likenesses ("home office" and "women")


def nameable_terms() -> list[Term]:
    """The terms search knows by name, by vocabulary, narrower ones below their broader one. Four queries."""
    terms = (
        Term.objects.filter(scheme__code__in=SEARCHED)
        .active()
        .select_related("scheme")
        .prefetch_related("scheme__labels")
    )
    return sorted(terms, key=lambda term: (SEARCHED.index(term.scheme.code), term.sort_order))


def nearest_terms(text: str, terms: list[Term]) -> list[Term]:
    """Up to five of the terms one of whose names, in any language, is like the words; the most like first."""
    names = _names(terms)
    likeness: Counter[Term] = Counter()
    spread = [_spread(name) for name, _term in names]
    scored = process.extract(
        _spread(_folded(text)), spread, scorer=fuzz.token_set_ratio, score_cutoff=MIN_LIKENESS, limit=None
    )
    for _name, score, place in scored:
        term = names[place][1]
        likeness[term] = max(likeness[term], round(score))
    return [term for term, _score in likeness.most_common(MAX_PROPOSED)]


def terms_with(part: str, terms: list[Term]) -> list[Term]:
    """The terms one of whose names, in any language, has these letters."""
    having = {term for name, term in _names(terms) if _folded(part) in name}
    return [term for term in terms if term in having]


def give_name(term: Term, language: str, text: str) -> None:
    """Adds the words to the term's alternative labels of a language, at once and with an entry in the term's history.

    Raises ValidationError, whose message names the cure, for words that are a name already or cannot be one.
    """
    with transaction.atomic():
        label = TermLabel.objects.select_for_update().filter(term=term, language=language).first()
        if label is None:
            raise ValidationError(_("“%(term)s” has no label in that language yet; write one first.") % {"term": term})
        _check(term, language, text)
        label.alternatives = "\n".join([*label.alternative_labels, text])
        label.save()
        term.save()  # for the admin's own search, which finds terms by their labels
        log(term, "wagtail.edit", content_changed=True)


def _check(term: Term, language: str, text: str) -> None:
    if len(meaningful_words(text)) > MAX_LABEL_WORDS:
        details = {"words": text, "most": MAX_LABEL_WORDS}
        raise ValidationError(_("Search knows names of up to %(most)d words; “%(words)s” has more.") % details)
    if owner := _owner(term, language, text):
        details = {"words": text, "term": owner}
        raise ValidationError(_("“%(words)s” is already a name of “%(term)s”.") % details)


def _owner(term: Term, language: str, text: str) -> Term | None:
    """Whose name the words are already: of this term in any language, or of another of its vocabulary in this one."""
    rows = TermLabel.objects.filter(Q(term=term) | Q(term__scheme=term.scheme_id, language=language))
    for row in rows.select_related("term"):
        if _folded(text) in map(_folded, (row.label, *row.alternative_labels)):
            return row.term
    return None


def _names(terms: list[Term]) -> list[tuple[str, Term]]:
    """(folded name, term) of all labels and alternative labels."""
    return [
        (_folded(name), term)
        for term in terms
        for row in term.labels.all()
        for name in (row.label, *row.alternative_labels)
    ]


def _folded(text: str) -> str:
    return " ".join(words_of(text))


def _spread(text: str) -> str:
    """Hangul letter by letter, so that syllables may be alike."""
    return unicodedata.normalize("NFD", text)
