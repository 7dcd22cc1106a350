"""Takes case studies in from records (docs/import.md): checks everything first, then writes one record at a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page

from cities.models import City
from core.publication import publication_errors
from forums.models import ForumSessionPage
from policies.fields_reader import Problem, Reader
from policies.import_files import FileStore
from policies.models import (
    CaseStudyAdoption,
    CaseStudyFile,
    CaseStudyImage,
    CaseStudyIndicator,
    CaseStudyLegalLink,
    CaseStudyPage,
    CaseStudyPartner,
    CaseStudyPresentation,
    CaseStudyReference,
    PolicyIndexPage,
)
from policies.page_writer import refresh_file_keys, write_again, write_new
from policies.record import BUDGET, KEYS, ROWS, TERM_LISTS, TERMS, TEXTS, TRANSLATION_KEYS, case_record
from taxonomy.models import Term

LANGUAGES = [code for code, _name in settings.LANGUAGES]
BUDGET_FIELDS = {f"budget_{key}": f"budget.{key}" for key in BUDGET} | {"staff": "budget.staff"}


class RecordRefused(Exception):
    """A record cannot be imported as it is; `problems` says where and what to do."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))


def read_lines(path: Path) -> Iterator[tuple[int, dict | RecordRefused]]:
    """Each line of a JSON Lines file as `(line number, record)`, or the refusal of a line that is no record."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
                if not isinstance(record, dict):
                    raise ValueError("not an object")
                yield number, record
            except (ValueError, RecursionError) as error:
                message = f"This line is not a JSON object in UTF-8 ({error}); write one record a line."
                yield number, RecordRefused([Problem("(line)", message)])


class CaseImporter:
    """Imports records, one transaction each. Looks up vocabularies, cities and sessions once."""

    def __init__(self, files: Path | None = None, dry_run: bool = False):
        self.dry_run = dry_run
        self.files = FileStore(files)
        self.terms = {(term.scheme.code, term.code): term for term in Term.objects.select_related("scheme")}
        self.cities = {city.code: city for city in City.objects.all()}
        self.sessions = _sessions_by_code()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.parents = {page.locale.language_code: page for page in PolicyIndexPage.objects.select_related("locale")}
        self.seen: set[str] = set()

    def import_record(self, record: dict) -> str:
        """Imports one record; returns `created`, `updated` or `unchanged`. Raises RecordRefused, having written
        nothing."""
        draft = RecordDraft(self, Reader(record))
        draft.build()
        if draft.reader.problems:
            raise RecordRefused(draft.reader.problems)
        outcome = draft.outcome()
        if outcome != "unchanged" and not self.dry_run:
            with transaction.atomic():
                draft.save()
        return outcome


def _sessions_by_code() -> dict[str, dict[str, ForumSessionPage]]:
    sessions: dict[str, dict[str, ForumSessionPage]] = {}
    for session in ForumSessionPage.objects.select_related("locale"):
        sessions.setdefault(session.code, {})[session.locale.language_code] = session
    return sessions


class RecordDraft:
    """One record on its way in: its pages in memory, one a language, checked before any of them is saved."""

    def __init__(self, importer: CaseImporter, reader: Reader):
        self.importer, self.reader = importer, reader
        self.id = reader.text("id")
        self.original = reader.text("original_language")
        self.stored = {
            page.locale.language_code: page
            for page in CaseStudyPage.objects.filter(record_id=self.id).select_related("locale")
        }
        self.pages: dict[str, CaseStudyPage] = {}
        self.published: dict[str, bool] = {}
        self.keys: dict[str, list] = {}

    def build(self) -> None:
        """Makes the pages in memory and collects every problem."""
        self.reader.refuse_unknown(KEYS)
        translations = self._translations()
        if self.reader.problems:
            return
        for language in sorted(translations | dict.fromkeys(self.stored), key=self._original_first):
            self._build_page(language, translations.get(language))

    def _original_first(self, language: str):
        return language != self.original, LANGUAGES.index(language)

    def _translations(self) -> dict[str, Reader]:
        whole = self.reader.part("translations")
        translations = {}
        for language in whole.data:
            if language not in self.importer.parents:
                whole.complain(str(language), f"Use one of the library's languages: {', '.join(LANGUAGES)}.")
            else:
                translations[language] = whole.part(language)
                translations[language].refuse_unknown(TRANSLATION_KEYS)
        if self.original not in translations:
            self.reader.complain("original_language", "Name a language that has its text under translations.")
        if not self.id:
            self.reader.complain("id", "Give the case an id of lower-case letters, digits and hyphens.")
        if self.id in self.importer.seen:
            self.reader.complain("id", "This id stands twice in the file; keep one record for it.")
        self.importer.seen.add(self.id)
        return translations

    def _build_page(self, language: str, texts: Reader | None) -> None:
        page = CaseStudyPage(locale=self.importer.locales[language], record_id=self.id)
        if stored := self.stored.get(language):
            page = CaseStudyPage.objects.get(pk=stored.pk)
            self.published[language] = stored.live
        self.pages[language] = page
        first = language == self.original
        facts = self.reader if first else Reader(self.reader.data)  # problems with facts are told once
        self._set_facts(page, facts)
        if texts is not None:
            self._set_texts(page, language, texts)
        self._set_rows(page, language, facts)
        if texts is not None:
            self._check(page, language, first)

    def _set_texts(self, page, language, texts: Reader) -> None:
        for name in TEXTS:
            setattr(page, name, texts.text(name))
        self.published[language] = self.reader.flag("published", True) and texts.flag("published", True)
        page.first_published_at = texts.moment("first_published_at") or page.first_published_at
        page.slug = self.reader.text("slug") or self.id
        page.draft_title = page.title

    def _set_facts(self, page, facts: Reader) -> None:
        page.original_language = self.original
        page.city = self._lookup(facts, "city", self.importer.cities, "Use the code of a city in the library.")
        page.is_sample = facts.flag("sample", False)
        page.consent = facts.flag("consent", False)
        for key, scheme in TERMS.items():
            setattr(page, key, self._term(facts, key, scheme))
        for key in ("start", "end", "evaluation_url", "contact"):
            setattr(page, key, facts.text(key))
        page.licence = facts.text("licence") or page.licence
        page.submitted_at = facts.moment("submitted_at")
        page.last_confirmed_on = facts.day("last_confirmed_on")
        budget = facts.part("budget")
        budget.refuse_unknown(BUDGET)
        page.budget_amount = budget.decimal("amount", places=2)
        page.budget_currency = budget.text("currency")
        page.budget_year = budget.whole("year")
        page.budget_source = budget.text("source")
        page.budget_band = self._term(budget, "band", "budget-band")
        page.staff = budget.decimal("staff", digits=8, places=1)

    def _lookup(self, reader: Reader, key: str, table: dict, cure: str):
        code = reader.text(key)
        if code and code not in table:
            reader.complain(key, f"“{code}” is not known. {cure}")
        return table.get(code)

    def _term(self, reader: Reader, key: str, scheme: str):
        return self._known_term(reader, key, scheme, reader.text(key)) if reader.data.get(key) else None

    def _known_term(self, reader: Reader, key: str, scheme: str, code: str):
        term = self.importer.terms.get((scheme, code))
        if term is None:
            codes = ", ".join(known for of, known in self.importer.terms if of == scheme)
            reader.complain(key, f"“{code}” is not in the vocabulary {scheme}. Use one of: {codes}.")
        return term

    def _set_rows(self, page, language, facts: Reader) -> None:
        for key, (model, scheme) in TERM_LISTS.items():
            terms = [self._known_term(facts, key, scheme, code) for code in facts.strings(key)]
            self._replace(page, key, [model(term=term) for term in dict.fromkeys(terms) if term])
        self._replace(page, "presentations", self._presentations(language, facts))
        makers = {
            "legal_links": lambda row: CaseStudyLegalLink(title=row.text("title"), url=row.text("url")),
            "partners": self._partner,
            "adoptions": self._adoption,
            "references": lambda row: CaseStudyReference(
                title=row.text("title"), publisher=row.text("publisher"), year=row.whole("year"), url=row.text("url")
            ),
            "files": self._file,
        }
        for key, make in makers.items():
            self._replace(page, key, [make(row) for row in self._rows(facts, key)])
        self._replace_translated(page, language, "indicators", facts, self._indicator, "name")
        self._replace_translated(page, language, "images", facts, self._image, "alt")

    def _rows(self, facts: Reader, key: str) -> list[Reader]:
        rows = facts.rows(key)
        for row in rows:
            row.refuse_unknown(ROWS[key])
        return rows

    @staticmethod
    def _replace(page, relation: str, rows: list) -> None:
        for order, row in enumerate(rows):
            row.sort_order = order
        getattr(page, relation).set(rows)

    def _replace_translated(self, page, language, relation, facts, make, text_field) -> None:
        """Rows that exist once a language and share a translation key."""
        before = list(getattr(page, relation).all())
        known = self.keys.setdefault(relation, [row.translation_key for row in before])
        rows = []
        for i, reader in enumerate(self._rows(facts, relation)):
            row = make(reader)
            texts = reader.part(text_field)
            text = texts.text(language)
            if not text and language in self.reader.part("translations").data:
                self.reader.complain(f"{relation}[{i}].{text_field}.{language}", "Give this text in each language.")
            old_text = getattr(before[i], text_field) if i < len(before) else ""
            setattr(row, text_field, text or old_text or texts.text(self.original))
            if i == len(known):
                known.append(uuid4())
            row.translation_key, row.locale = known[i], page.locale
            rows.append(row)
        self._replace(page, relation, rows)

    def _presentations(self, language, facts: Reader):
        rows = []
        for code in facts.strings("presented_at"):
            in_languages = self.importer.sessions.get(code)
            if in_languages is None:
                known = ", ".join(sorted(self.importer.sessions)) or "none yet"
                facts.complain("presented_at", f"“{code}” is no session in the library ({known}).")
            else:
                session = in_languages.get(language) or next(iter(in_languages.values()))
                rows.append(CaseStudyPresentation(session=session))
        return rows

    def _partner(self, row: Reader):
        support = self._term(row, "support", "support")
        if support is None and not row.data.get("support"):
            row.complain("support", "Say what kind of support: financial, technical, political or administrative.")
        return CaseStudyPartner(name=row.text("name"), support=support, url=row.text("url"))

    def _adoption(self, row: Reader):
        city = self._lookup(row, "city", self.importer.cities, "Use the code of a city in the library.")
        return CaseStudyAdoption(
            direction=row.text("direction"), case_id=row.text("case"), city=city, note=row.text("note")
        )

    def _indicator(self, row: Reader):
        value, unit = row.decimal("value"), self._term(row, "unit", "unit")
        if value is None:
            row.complain("value", "Give the figure.")
        if unit is None and not row.data.get("unit"):
            row.complain("unit", "Give the unit, a code from the vocabulary unit.")
        return CaseStudyIndicator(
            baseline=row.decimal("baseline"),
            baseline_date=row.text("baseline_date"),
            value=value,
            date=row.text("date"),
            unit=unit,
            source=row.text("source"),
        )

    def _image(self, row: Reader):
        image = self.importer.files.image(row, "file", title=row.part("alt").text(self.original))
        return CaseStudyImage(image=image, credit=row.text("credit"))

    def _file(self, row: Reader):
        document = self.importer.files.document(row, "file", title=row.text("title"))
        if document is None and not row.text("url"):
            row.complain("url", "Give a file or a link.")
        return CaseStudyFile(title=row.text("title"), document=document, url=row.text("url"))

    def _check(self, page, language: str, tell_facts: bool) -> None:
        """The model's own limits, the template's contradictions, and completeness of what is to be published."""
        errors = _field_errors(page)
        if self.published[language]:
            errors = publication_errors(page) | errors
        parent = self.importer.parents[language]
        if not Page._slug_is_available(page.slug, parent, page if page.pk else None):
            errors["id"] = ["Another page already has this address; choose another id or slug."]
        for name, messages in errors.items():
            is_text = name in TEXTS
            if is_text or tell_facts:
                key = f"translations.{language}.{name}" if is_text else BUDGET_FIELDS.get(name, name)
                for message in messages:
                    self.reader.complain(key.replace("record_id", "id"), message)
        self._check_rows(page, tell_facts)

    def _check_rows(self, page, tell_facts: bool) -> None:
        for relation in (*ROWS, *TERM_LISTS):
            for i, row in enumerate(getattr(page, relation).all()):
                for name, messages in _field_errors(row).items():
                    if tell_facts or name in ("name", "alt"):
                        for message in messages:
                            self.reader.complain(f"{relation}[{i}].{name.replace('case_id', 'case')}", message)

    def outcome(self) -> str:
        """What saving would do, found by comparing the records of the stored pages and of the ones in memory."""
        if not self.stored:
            return "created"
        for language, page in self.pages.items():
            page.live = self.published[language]
        same = self.stored.keys() == self.pages.keys() and self._record(self.stored) == self._record(self.pages)
        return "unchanged" if same else "updated"

    def _record(self, versions):
        return case_record(versions, file_name=self.importer.files.fingerprint)

    def save(self) -> None:
        """Writes every page with a revision, and publishes or unpublishes it."""
        self.importer.files.save_new()
        for page in self.pages.values():
            refresh_file_keys(page)
        key = next((page.translation_key for page in self.stored.values()), None)
        for language, page in self.pages.items():
            if key is not None and not page.pk:
                page.translation_key = key
            key = page.translation_key
            if page.pk:
                write_again(page, self.published[language])
            else:
                write_new(page, self.importer.parents[language], self.published[language])


def _field_errors(instance) -> dict[str, list[str]]:
    """What the model itself refuses, leaving out blanks (publishing asks for those) and what saving fills in."""
    fields = [field for field in instance._meta.concrete_fields if not field.auto_created]
    system = {"path", "depth", "numchild", "url_path", "translation_key"}
    system |= {field.name for field in fields if field.is_relation}  # found by code above, so they exist
    blank = {field.name for field in fields if getattr(instance, field.attname) in (None, "")}
    errors: dict[str, list[str]] = {}
    required = (
        {"name", "title", "publisher", "direction", "credit", "alt", "date", "source"}
        if not isinstance(instance, Page)
        else set()
    )
    try:
        instance.clean_fields(exclude=(system | blank) - required)
    except ValidationError as error:
        errors |= error.message_dict
    try:
        instance.clean()
    except ValidationError as error:
        errors |= error.message_dict
    return errors
