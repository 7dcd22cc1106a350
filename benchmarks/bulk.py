"""Writes generated records straight into the tables, as the importer would leave them but thousands at a time.

Left out, because no reader's page looks there: revisions, log entries and Wagtail's index of references.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Locale, Page

from benchmarks.generate import languages_in_order
from cities.models import City
from policies.models import (
    CaseStudyIndicator,
    CaseStudyLegalLink,
    CaseStudyPage,
    CaseStudyPartner,
    CaseStudyReference,
    PolicyIndexPage,
)
from policies.record import TERM_LISTS, TERMS, TEXTS
from taxonomy.models import Term

BATCH = 500  # cases a transaction
NAMESPACE = uuid.UUID("00000000-0000-0000-0000-000000002019")


class BulkWriter:
    """Holds what every case refers to, and the next free page id and path of each language's library."""

    def __init__(self):
        self.terms = {(term.scheme.code, term.code): term.pk for term in Term.objects.select_related("scheme")}
        self.cities = dict(City.objects.values_list("code", "pk"))
        self.locales = dict(Locale.objects.values_list("language_code", "pk"))
        self.parents = {page.locale.language_code: page for page in PolicyIndexPage.objects.select_related("locale")}
        self.children = {language: page.numchild for language, page in self.parents.items()}
        self.content_type = ContentType.objects.get_for_model(CaseStudyPage)
        self.next_id = Page.objects.order_by("-pk").values_list("pk", flat=True).first() + 1

    def write(self, records: Iterable[dict]) -> int:
        """Writes all records, a batch a transaction; returns how many pages that made."""
        first_id, records = self.next_id, iter(records)
        while batch := list(islice(records, BATCH)):
            with transaction.atomic():
                self._write_batch(batch)
        return self.next_id - first_id

    def _write_batch(self, batch: list[dict]) -> None:
        rows = defaultdict(list)
        for record in batch:
            for language in languages_in_order(record):
                page = self._page(record, language)
                rows[Page].append(page)
                rows[CaseStudyPage].append(page)
                for row in self._inline_rows(record, language, page):
                    rows[type(row)].append(row)
        for model, instances in rows.items():
            insert(model, instances)
        for language, parent in self.parents.items():
            Page.objects.filter(pk=parent.pk).update(numchild=self.children[language])

    def _page(self, record: dict, language: str) -> CaseStudyPage:
        parent, texts = self.parents[language], record["translations"][language]
        published = datetime.fromisoformat(texts["first_published_at"])
        self.children[language] += 1
        page = CaseStudyPage(
            pk=self.next_id,
            page_ptr_id=self.next_id,
            path=CaseStudyPage._get_path(parent.path, parent.depth + 1, self.children[language]),
            depth=parent.depth + 1,
            slug=record["id"],
            url_path=f"{parent.url_path}{record['id']}/",
            draft_title=texts["title"],
            content_type=self.content_type,
            locale_id=self.locales[language],
            translation_key=uuid.uuid5(NAMESPACE, record["id"]),
            first_published_at=published,
            last_published_at=published,
            latest_revision_created_at=published,
            record_id=record["id"],
            city_id=self.cities[record["city"]],
            is_sample=record["sample"],
            **{name: texts[name] for name in TEXTS if name in texts},
            **{name: record[name] for name in ("original_language", "start", "end", "contact")},
            **{f"{name}_id": self.terms[scheme, record[name]] for name, scheme in TERMS.items()},
        )
        self.next_id += 1
        return page

    def _inline_rows(self, record: dict, language: str, page: CaseStudyPage):
        for key, (model, scheme) in TERM_LISTS.items():
            for order, code in enumerate(record[key]):
                yield model(page_id=page.pk, sort_order=order, term_id=self.terms[scheme, code])
        for order, row in enumerate(record["legal_links"]):
            yield CaseStudyLegalLink(page_id=page.pk, sort_order=order, **row)
        for order, row in enumerate(record["references"]):
            yield CaseStudyReference(page_id=page.pk, sort_order=order, **row)
        for order, row in enumerate(record["partners"]):
            support = self.terms["support", row["support"]]
            yield CaseStudyPartner(page_id=page.pk, sort_order=order, **row | {"support": None}, support_id=support)
        for order, row in enumerate(record["indicators"]):
            yield self._indicator(record, order, row, language, page)

    def _indicator(self, record: dict, order: int, row: dict, language: str, page: CaseStudyPage):
        return CaseStudyIndicator(
            page_id=page.pk,
            sort_order=order,
            locale_id=page.locale_id,
            translation_key=uuid.uuid5(NAMESPACE, f"{record['id']}/{order}"),
            name=row["name"][language],
            unit_id=self.terms["unit", row["unit"]],
            **{name: row[name] for name in ("baseline", "baseline_date", "value", "date", "source")},
        )


def insert(model, instances: list) -> None:
    """One prepared INSERT for many rows of a model's own table; of a page, only this model's columns."""
    first = instances[0]
    fields = [f for f in model._meta.local_concrete_fields if not f.primary_key or getattr(first, f.attname)]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [[f.get_db_prep_save(getattr(instance, f.attname), connection) for f in fields] for instance in instances]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", values)
