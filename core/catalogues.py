"""The message catalogues, kept with Babel alone: no GNU gettext is needed to extract, check or compile them."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LEFT_OUT = {".venv", "tests", "benchmarks", "node_modules", "staticfiles", "media", "var", "migrations", "scripts"}


def extract(root: Path) -> Catalog:
    """Every message of our Python files and templates, with the places it stands at."""
    catalog = Catalog(project="DWCN Policy Library", charset="utf-8", fuzzy=False)
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
        place = path.relative_to(root)
        if LEFT_OUT & set(place.parts) or (path.suffix == ".txt" and place.parts[0] != "templates"):
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Python's tokenizer minds the indentation that templatize leaves of the template.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=str(place)).splitlines())
        for line, function, message, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
            _add(catalog, function, message, str(place), line)
    return catalog


def _add(catalog: Catalog, function: str | tuple[str, ...], message, place: str, line: int) -> None:
    parts = message if isinstance(message, tuple) else (message,)
    name = str(function)
    if name.startswith(("pgettext", "npgettext")):
        context, *rest = parts
    else:
        context, rest = None, [part for part in parts if isinstance(part, str)]
    if not rest or not rest[0]:
        return
    plural = name.startswith(("ngettext", "npgettext"))
    message_id = tuple(rest[:2]) if plural else rest[0]
    catalog.add(message_id, locations=[(place, line)], context=context)


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def translated_languages() -> list[str]:
    """The languages that need a catalogue: all but the one the messages are written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def read_catalogue(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="DWCN Policy Library", charset="utf-8", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update(root: Path) -> None:
    """Brings every catalogue level with the sources: new messages are added empty, unused ones leave."""
    template = extract(root)
    for language in translated_languages():
        path = catalogue_path(root, language)
        catalog = read_catalogue(path, language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)


def problems(root: Path) -> list[str]:
    """What keeps the interface from being whole: messages missing, empty, fuzzy or with broken placeholders."""
    template, found = extract(root), []
    for language in translated_languages():
        catalog = read_catalogue(catalogue_path(root, language), language)
        for message in template:
            if not message.id:
                continue
            entry = catalog.get(message.id, message.context)
            problem = _problem(entry)
            if problem:
                found.append(f"{language}: {problem}: {message.id!r} ({message.locations[0][0]})")
    return found


def _problem(entry) -> str:
    if entry is None:
        return "missing"
    strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    if not all(strings):
        return "not translated"
    if entry.fuzzy:
        return "fuzzy"
    errors = list(entry.check())
    return str(errors[0]) if errors else ""


def compile_all(root: Path) -> None:
    """Writes the `.mo` file of every catalogue that is newer than it."""
    for language in translated_languages():
        source = catalogue_path(root, language)
        target = source.with_suffix(".mo")
        if source.exists() and not (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            with target.open("wb") as stream:
                write_mo(stream, read_catalogue(source, language))
