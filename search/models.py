"""What search keeps of the library: one record per family of translations, its texts, and its facet values.

The full-text index beside these tables belongs to the engine (`search/engines/`); migration 0002 creates it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.querylog.querysets import QueryCountManager


class Kind(models.TextChoices):
    """What can be found. A registry in `search/documents.py` says how each is read from its pages."""

    CASE = "case"
    CITY = "city"
    FORUM = "forum"
    SESSION = "session"


class SearchRecord(models.Model):
    """One thing that can be found, in all its languages. A record that left the public site stays, not live."""

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.UUIDField()
    code = models.CharField(max_length=80, blank=True)
    original_language = models.CharField(max_length=10, blank=True)
    published_at = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    card = models.JSONField(default=dict)
    terms = models.JSONField(default=list)  # "scheme:code" of what it is about
    labels = models.JSONField(default=list)  # [language, label] of those terms, its city and its country
    content_hash = models.CharField(max_length=32)
    generation = models.BigIntegerField(db_index=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_search_record_per_family")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class SearchText(models.Model):
    """What a record says in one language, as plain text, and where."""

    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    page_id = models.BigIntegerField()
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="one_search_text_per_language")]

    def __str__(self) -> str:
        return self.title


class SearchFacet(models.Model):
    """One value of a record in one facet (`search/facets.py`)."""

    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=30)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "facet", "value"], name="one_search_facet_per_value")]
        indexes = [models.Index(fields=["facet", "value", "record"])]

    def __str__(self) -> str:
        return f"{self.facet}: {self.value}"


class SearchOutbox(models.Model):
    """A change the search server is yet to be told (`search/outbox.py`), written in the transaction of the change."""

    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="+")
    generation = models.BigIntegerField()  # of the change: nanoseconds since 1970

    def __str__(self) -> str:
        return str(self.record_id)


class QueryCount(models.Model):
    """How often readers asked for some words on one day (`search/querylog/`). Nothing says who, or when that day."""

    day = models.DateField()
    language = models.CharField(max_length=10)  # of the interface
    words = models.CharField(max_length=80)  # folded; equal words are one row
    typed = models.CharField(max_length=80)  # one way in which they were written
    searches = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)  # of the searches: nothing had all of the words
    clicks = models.PositiveIntegerField(default=0)
    is_settled = models.BooleanField(default=False)  # an editor gave the words to a term, or said they are no gap

    objects = QueryCountManager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="one_query_count_per_day")]
        indexes = [models.Index(fields=["language", "words"])]

    def __str__(self) -> str:
        return self.typed


class SearchState(models.Model):
    """One row: the number of the last change of the index, and of the names shown with it (`search/generations.py`)."""

    generation = models.BigIntegerField(default=0)
    vocabulary = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.generation)


from search.semantic.models import SearchVector  # noqa: E402, F401
