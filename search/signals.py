"""Keeps the index level with the pages: every change of what is public, or of a name, is written with it."""

from collections.abc import Iterable

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cities.models import City, CityName
from search import documents, indexing
from search.models import SearchFacet, SearchRecord
from taxonomy.models import Term, TermLabel


def connect() -> None:
    """Connects every receiver; called once, when the app is ready."""
    for signal in (page_published, page_unpublished):
        signal.connect(_page_changed, dispatch_uid=f"search-{id(signal)}")
    for signal in (page_slug_changed, post_page_move):
        signal.connect(_branch_changed, dispatch_uid=f"search-{id(signal)}")
    for source in documents.sources():
        post_delete.connect(_page_changed, sender=source.page_class, dispatch_uid=f"search-delete-{source.kind}")
    for signal in (post_save, post_delete):
        signal.connect(
            _restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search-restriction-{id(signal)}"
        )
        for model in (Term, TermLabel, City, CityName):
            signal.connect(_name_changed, sender=model, dispatch_uid=f"search-{model.__name__}-{id(signal)}")


def _page_changed(sender, instance, **kwargs) -> None:
    if source := documents.source_of(type(instance)):
        indexing.update([(source.kind, instance.translation_key)])


def _branch_changed(sender, instance, **kwargs) -> None:
    indexing.update(_targets_under(instance))


def _restriction_changed(sender, instance, **kwargs) -> None:
    if page := Page.objects.filter(pk=instance.page_id).first():
        indexing.update(_targets_under(page))


def _targets_under(page: Page) -> Iterable[indexing.Target]:
    """Every searched page of a branch, published or not."""
    for source in documents.sources():
        pages = source.page_class.objects.descendant_of(page, inclusive=True)
        yield from ((source.kind, key) for key in pages.values_list("translation_key", flat=True))


def _name_changed(sender, instance, **kwargs) -> None:
    """A name changed: results show it at once, and the records that carry it are written again."""
    indexing.update(_carriers(instance), vocabulary_changed=True)


def _carriers(instance) -> Iterable[indexing.Target]:
    codes = {*_codes(instance)}
    records = SearchFacet.objects.filter(value__in=codes).values_list("record_id", flat=True)
    return SearchRecord.objects.filter(is_live=True, pk__in=records).values_list("kind", "key").distinct()


def _codes(instance) -> Iterable[str]:
    """The codes a changed row names: a term's or a city's, and those of narrower terms, which imply it."""
    owner = getattr(instance, "term", None) or getattr(instance, "city", None) or instance
    yield owner.code
    if isinstance(owner, Term) and owner.pk:
        yield from owner.children.values_list("code", flat=True)
