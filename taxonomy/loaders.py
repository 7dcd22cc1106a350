"""Loads vocabularies from YAML (`taxonomy/data/README.md` gives the format).

Repeatable; never deletes a used term, nor an alternative label that an editor has added.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from core.fields import validate_code
from core.languages import SHIPPED
from core.yaml_files import read_yaml
from taxonomy.models import Scheme, SchemeLabel, Term, TermLabel

DATA_DIR = Path(__file__).parent / "data"
LabelRows = dict[str, tuple[str, str, str]]  # language → label, alternative labels a line each, scope note
TERM_KEYS = {"code", "uri", "labels", "alternatives", "scope", "children"}


class VocabularyError(Exception):
    """A vocabulary file cannot be loaded; the message names the file, the term and the cure."""


@dataclass
class LoadReport:
    """What a load did, counted by `scheme/term`."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0


def load_directory(directory: Path = DATA_DIR) -> LoadReport:
    """Loads every `*.yaml` of a folder in one transaction. Raises VocabularyError before anything is written."""
    documents = [(path, read_vocabulary(path)) for path in sorted(directory.glob("*.yaml"))]
    report = LoadReport()
    with transaction.atomic():
        for _path, document in documents:
            _load_scheme(document, report)
    return report


def read_vocabulary(path: Path) -> dict:
    """One file, parsed and checked. Raises VocabularyError."""
    try:
        document = read_yaml(path)
    except yaml.YAMLError as error:
        raise VocabularyError(f"{path.name}: not valid YAML: {error}") from error
    if not isinstance(document, dict) or not {"code", "labels", "terms"} <= document.keys():
        raise VocabularyError(f"{path.name}: a vocabulary needs the keys code, labels and terms.")
    _check_labels(path.name, document["code"], document["labels"])
    seen: set[str] = set()
    for term in document["terms"]:
        _check_term(path.name, term, seen)
    return document


def _check_term(file: str, term: dict, seen: set[str]) -> None:
    code = str(term.get("code", "")) if isinstance(term, dict) else ""
    try:
        validate_code(code)
    except ValidationError as error:
        raise VocabularyError(f"{file}: term {code or term!r}: {error.messages[0]}") from error
    if code in seen:
        raise VocabularyError(f"{file}: term {code}: the code stands twice; keep one.")
    seen.add(code)
    if unknown := term.keys() - TERM_KEYS:
        raise VocabularyError(f"{file}: term {code}: unknown key {sorted(unknown)}; use {sorted(TERM_KEYS)}.")
    _check_labels(file, code, term.get("labels") or {})
    for child in term.get("children") or []:
        _check_term(file, child, seen)


def _check_labels(file: str, code: str, labels: dict) -> None:
    if missing := sorted(language for language in SHIPPED if not labels.get(language)):
        raise VocabularyError(f"{file}: {code}: no label in {', '.join(missing)}; add one in each language.")


def _load_scheme(document: dict, report: LoadReport) -> None:
    scheme, _created = Scheme.objects.update_or_create(
        code=document["code"], defaults={"source": document.get("source", "")}
    )
    for language, label in document["labels"].items():
        SchemeLabel.objects.update_or_create(scheme=scheme, language=language, defaults={"label": label})
    kept = _load_terms(scheme, document["terms"], None, report, itertools.count())
    for term in scheme.terms.exclude(code__in=kept).order_by("-parent_id"):
        _drop(term, report)


def _load_terms(
    scheme: Scheme, entries: list[dict], parent: Term | None, report: LoadReport, order: Iterator[int]
) -> list[str]:
    """Loads terms and the narrower ones below each, numbered as they stand in the file; returns their codes."""
    codes = []
    for entry in entries:
        term = _load_term(scheme, entry, parent, next(order), report)
        codes += [term.code, *_load_terms(scheme, entry.get("children") or [], term, report, order)]
    return codes


def _load_term(scheme: Scheme, entry: dict, parent: Term | None, order: int, report: LoadReport) -> Term:
    wanted = {"parent": parent, "uri": entry.get("uri") or "", "sort_order": order, "is_retired": False}
    code = str(entry["code"])
    term = Term.objects.filter(scheme=scheme, code=code).first()
    name = f"{scheme.code}/{code}"
    if term is None:
        term = Term.objects.create(scheme=scheme, code=code, **wanted)
        TermLabel.objects.bulk_create(
            TermLabel(term=term, language=language, label=label, alternatives=alternatives, scope_note=scope_note)
            for language, (label, alternatives, scope_note) in _label_rows(entry).items()
        )
        report.created.append(name)
        return term
    stored = {row.language: (row.label, row.alternatives, row.scope_note) for row in term.labels.all()}
    labels = _with_editors_additions(_label_rows(entry), stored)
    if any(getattr(term, key) != value for key, value in wanted.items()) or stored != labels:
        for key, value in wanted.items():
            setattr(term, key, value)
        _write_labels(term, labels)
        term.save()
        report.changed.append(name)
    else:
        report.unchanged += 1
    return term


def _label_rows(entry: dict) -> LabelRows:
    alternatives, scope = entry.get("alternatives") or {}, entry.get("scope") or {}
    return {
        language: (str(label), "\n".join(map(str, alternatives.get(language) or [])), str(scope.get(language) or ""))
        for language, label in entry["labels"].items()
    }


def _with_editors_additions(wanted: LabelRows, stored: LabelRows) -> LabelRows:
    """The rows of the file, with the alternative labels that editors have added behind its own."""
    kept = {}
    for language, (label, alternatives, scope_note) in wanted.items():
        both = [*alternatives.splitlines(), *stored.get(language, ("", "", ""))[1].splitlines()]
        kept[language] = (label, "\n".join(dict.fromkeys(both)), scope_note)
    return kept


def _write_labels(term: Term, rows: LabelRows) -> None:
    for language, (label, alternatives, scope_note) in rows.items():
        TermLabel.objects.update_or_create(
            term=term,
            language=language,
            defaults={"label": label, "alternatives": alternatives, "scope_note": scope_note},
        )


def _drop(term: Term, report: LoadReport) -> None:
    name = f"{term.scheme.code}/{term.code}"
    try:
        with transaction.atomic():
            term.delete()
        report.deleted.append(name)
    except ProtectedError:
        if not term.is_retired:
            term.is_retired = True
            term.save()
            report.retired.append(name)
