"""Puts the sample texts of `home/seeds/*.yaml` on pages: creates what is missing, changes what differs."""

from pathlib import Path
from typing import Any

from core.yaml_files import read_yaml

SEEDS_DIR = Path(__file__).parent


def read_seed(name: str) -> Any:
    """One YAML file of this folder."""
    return read_yaml(SEEDS_DIR / name)


def put_page(page_class, parent, slug: str, values: dict, twins: dict):
    """Creates or updates the page at `parent/slug` and publishes it when something changed.

    `values` are page fields, or lists of unsaved rows for inline relations (compared by what they say);
    `twins` collects the pages of one family by language, so that they share a translation key.
    """
    page = page_class.objects.directly_below(parent).filter(slug=slug).first()
    is_new = page is None
    if is_new:
        page = page_class(slug=slug, locale=parent.locale, live=False)
        if twins:
            page.translation_key = next(iter(twins.values())).translation_key
    changed = _set_values(page, values, next(iter(twins.values()), None))
    if is_new:
        parent.refresh_from_db()
        parent.add_child(instance=page)
    if is_new or changed or not page.live:
        page.save_revision(clean=False).publish()
    twins[parent.locale.language_code] = page_class.objects.get(pk=page.pk)
    return twins[parent.locale.language_code]


def _set_values(page, values: dict, twin) -> bool:
    changed = False
    for name, value in values.items():
        if isinstance(value, list) and hasattr(getattr(type(page), name, None), "rel"):
            changed |= _set_rows(page, name, value, twin)
        elif getattr(page, name) != value:
            setattr(page, name, value)
            changed = True
    return changed


def _set_rows(page, name: str, rows: list, twin) -> bool:
    """Replaces inline rows that say something else; translated rows take the key of their twin."""
    twins = list(getattr(twin, name).all()) if twin is not None else []
    for order, row in enumerate(rows):
        row.sort_order = order
        if hasattr(row, "translation_key"):
            row.locale = page.locale
            if order < len(twins):
                row.translation_key = twins[order].translation_key
    before = [_said(row) for row in getattr(page, name).all()]
    if before == [_said(row) for row in rows]:
        return False
    getattr(page, name).set(rows)
    return True


def _said(row) -> dict:
    system = {"id", "page", "translation_key", "locale"}
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in system}
