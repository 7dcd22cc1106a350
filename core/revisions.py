"""What a revision refers to, found again in a fixed number of queries, however many rows it has."""

from collections import defaultdict
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision


def settle_references(page: Any) -> None:
    """Gives a page made from a revision, and its rows, the objects they refer to. One query for each model, and its
    prefetches.

    What has been deleted since is left out of the draft: a row goes that would have gone with it or that says nothing
    besides, else the field becomes empty. modelcluster looks each up by itself, and raises for what a live page would
    protect: drafts protect nothing.
    """
    relations = [rel.get_accessor_name() for rel in get_all_child_relations(type(page))]
    rows = {name: list(getattr(page, name).all()) for name in relations}
    wanted: dict[type[models.Model], set] = defaultdict(set)
    for item in (page, *(row for own in rows.values() for row in own)):
        for field in _references(item):
            if (value := getattr(item, field.attname)) is not None:
                wanted[field.related_model].add(value)
    found = {model: _found(model, values) for model, values in wanted.items()}
    _settle(page, found)
    for name, own in rows.items():
        kept = [row for row in own if _stays(row, _settle(row, found))]
        if len(kept) < len(own):
            getattr(page, name).set(kept)


def _references(item: models.Model) -> list[models.ForeignKey]:
    """Its foreign keys, but for the one to the page it is a row of and the one to what it inherits from."""
    fields = item._meta.concrete_fields
    return [
        field
        for field in fields
        if isinstance(field, models.ForeignKey)
        and not isinstance(field, ParentalKey)
        and not field.remote_field.parent_link
    ]


def _found(model: Any, values: set) -> dict:
    """`{key: object}` of those that are there; of revisions, which are long, only the key."""
    manager = model._default_manager
    if model is Revision:
        return dict.fromkeys(manager.filter(pk__in=values).values_list("pk", flat=True))
    return manager.in_bulk(values)


def _settle(item: models.Model, found: dict) -> list[models.ForeignKey]:
    """Attaches what was found to one item; the fields whose object is gone are emptied, and told."""
    lost = []
    for field in _references(item):
        value = getattr(item, field.attname)
        if value is None:
            continue
        known = found[field.related_model]
        if value not in known:
            setattr(item, field.attname, None)
            lost.append(field)
        elif known[value] is not None:
            setattr(item, field.name, known[value])
    return lost


def _stays(row: models.Model, lost: list[models.ForeignKey]) -> bool:
    if not lost:
        return True
    if any(field.remote_field.on_delete is models.CASCADE for field in lost):
        return False
    texts = [field for field in row._meta.concrete_fields if isinstance(field, (models.CharField, models.TextField))]
    return any(getattr(row, field.attname) for field in texts)
