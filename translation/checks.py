"""What an editor wants to know before approving, found by comparing each passage with its translation."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names
from django.conf import settings
from django.utils.translation import gettext as _, to_locale

from translation.glossary import Glossary

NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
LINK = re.compile(r"\]\((\S+?)\)|(?<![\w(])(https?://[^\s)\]]+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
EMPHASIS = re.compile(r"\*\*|\[[^\]]*\]\(")


# The names of the months in the library's languages; those that are everyday words, too, count beside a figure only.
MONTHS = {
    name.casefold(): number
    for language, _name in settings.LANGUAGES
    for number, name in get_month_names("wide", locale=to_locale(language)).items()
    if not name[0].isdigit()
}
EVERYDAY = {"may", "march"}


@cache
def _months() -> re.Pattern:
    names = "|".join(re.escape(name) for name in MONTHS if name not in EVERYDAY)
    others = "|".join(EVERYDAY & MONTHS.keys())
    beside = rf"(?:(?<=\d )(?:{others})\b|\b(?:{others})(?= \d))" if others else "(?!)"
    return re.compile(rf"\b(?:{names})\b|{beside}", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """Something to look at in one passage: `kind` is a word for tests and styles, `message` for people."""

    kind: str
    message: str


def findings(source: str, target: str, glossary: Glossary | None = None) -> list[Finding]:
    """What differs between a passage and its translation that should not, and where it departs from the glossary."""
    if not target.strip():
        return [Finding("untranslated", _("This passage is not translated."))]
    found = []
    if source == target and any(char.isalpha() for char in source):
        found.append(Finding("same", _("The translation is the same as the original.")))
    for kind, lost, added in _differences(source, target):
        if lost:
            found.append(Finding(kind, _missing(kind, lost)))
        if added:
            found.append(Finding(kind, _unexpected(kind, added)))
    for agreed in glossary.departures(source, target) if glossary else ():
        message = _("“{expression}” is agreed to be “{preferred}”.")
        found.append(Finding("glossary", message.format(expression=agreed.expression, preferred=agreed.preferred)))
    return found


def _differences(source: str, target: str) -> Iterable[tuple[str, list[str], list[str]]]:
    for kind, read in READERS.items():
        ours, theirs = Counter(read(source)), Counter(read(target))
        yield kind, sorted((ours - theirs).elements()), sorted((theirs - ours).elements())


def numbers(text: str) -> list[str]:
    """The figures of a text, however a language groups and points them: 1,234.5, 1.234,5 and 1 234,5 are one; and of
    its dates, in whatever order: 2019년 12월 3일, 3 December 2019 and 3 de diciembre de 2019 are 2019, 12 and 3."""
    plain = _months().sub(lambda found: f" {MONTHS[found[0].casefold()]} ", LINK.sub(" ", text))
    return [_plain(found) for found in NUMBER.findall(plain)]


def links(text: str) -> list[str]:
    return [marked or bare.rstrip(".,;:") for marked, bare in LINK.findall(text)]


def placeholders(text: str) -> list[str]:
    return PLACEHOLDER.findall(text)


def marks(text: str) -> list[str]:
    """The light markup: emphasis and links, whatever they hold."""
    return ["**" if found == "**" else "[](…)" for found in EMPHASIS.findall(text)]


READERS = {"number": numbers, "link": links, "placeholder": placeholders, "markup": marks}


def _plain(number: str) -> str:
    """A figure without grouping; a comma or point before one, two or more than three last digits is decimal."""
    compact = re.sub(r"[\u00a0\u202f ]", "", number)
    whole, point, decimals = _split(compact)
    digits = re.sub(r"[.,]", "", whole)
    return f"{digits}.{decimals}" if point and decimals.strip("0") else digits


def _split(compact: str) -> tuple[str, str, str]:
    found = re.search(r"[.,](\d+)$", compact)
    if not found:
        return compact, "", ""
    before, decimals = compact[: found.start()], found[1]
    other = "," if compact[found.start()] == "." else "."
    groups = len(decimals) == 3 and compact.count(compact[found.start()]) >= 1 and other not in before
    return (compact, "", "") if groups else (before, ".", decimals)


def _missing(kind: str, found: Sequence[str]) -> str:
    items = ", ".join(found)
    return {
        "number": _("In the original, but not here: {items}."),
        "link": _("This link of the original is missing: {items}."),
        "placeholder": _("This placeholder of the original is missing: {items}."),
        "markup": _("This markup of the original is missing: {items}."),
    }[kind].format(items=items)


def _unexpected(kind: str, found: Sequence[str]) -> str:
    items = ", ".join(found)
    return {
        "number": _("Not in the original: {items}."),
        "link": _("This link is not in the original: {items}."),
        "placeholder": _("This placeholder is not in the original: {items}."),
        "markup": _("This markup is not in the original: {items}."),
    }[kind].format(items=items)
