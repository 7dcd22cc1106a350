"""Translation debt, computed from the texts themselves: what every other language lacks of a page, and since when.

A section is outdated when its passages are not those a person approved the translation of. Nobody has to press a button
for it: `bring_level` runs whenever a version goes live, goes off or is deleted, `check_translations` for all of them.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from translation import facts
from translation.families import Family, family_of
from translation.models import LanguageVersion
from translation.sections import Passage, by_section, digest_of, digests, passages_of
from translation.states import Origin, state_of


def bring_level(page: Page, facts_follow: bool = False, is_leaving: bool = False) -> list[LanguageVersion]:
    """Brings what is known of a page's family level with its pages; with `facts_follow`, the translations' facts with
    the original's first. `is_leaving`: the page is being taken off, perhaps deleted, and nothing new may refer to it.
    Returns those that became outdated. A fixed number of queries, and those of publishing where facts have changed."""
    with transaction.atomic():
        family = family_of(page)
        if family is None:
            return []
        if facts_follow and page.pk == family.original.pk and family.original.live:
            facts.follow(family.original, family.versions.values())
        return _compare(family, is_leaving)


def bring_all_level() -> list[LanguageVersion]:
    """The same for every family, and whatever was changed by a way no signal tells of. Returns those that changed their
    state. Repeatable; a fixed number of queries a family."""
    before = dict(LanguageVersion.objects.values_list("pk", "state"))
    seen = set()
    for page in Page.objects.filter(depth__gt=1, live=True).order_by("pk").iterator():
        if page.translation_key not in seen:
            seen.add(page.translation_key)
            bring_level(page)
    versions = LanguageVersion.objects.with_pages()
    return [version for version in versions if before.get(version.pk) != version.state]


def _compare(family: Family, is_leaving: bool) -> list[LanguageVersion]:
    original = family.original
    known = _versions_of(original, original.live and not is_leaving)
    if not original.live and not known:
        return []
    sections = by_section(passages_of(original))
    before = {version.pk for version in known if version.is_outdated}
    for version in known:
        version.original, version.page = original, family.versions.get(version.locale_id)
        _compare_one(version, sections)
    fields = ["page", "approved", "outdated_sections", "outdated_since", "words_to_do", "state", "changed_at"]
    LanguageVersion.objects.bulk_update(known, fields)
    return [version for version in known if version.is_outdated and version.pk not in before]


def _versions_of(original: Page, may_make: bool) -> list[LanguageVersion]:
    """One for each other language; made where they are wanting, and where the original was another page."""
    versions = LanguageVersion.objects.select_for_update(of=("self",)).select_related("locale")
    LanguageVersion.objects.filter(original__translation_key=original.translation_key).exclude(
        original=original.pk
    ).delete()
    known = {version.locale_id: version for version in versions.filter(original=original.pk)}
    others = [locale for locale in Locale.objects.all() if locale.pk != original.locale_id]
    if may_make:
        LanguageVersion.objects.bulk_create(
            LanguageVersion(original_id=original.pk, locale=locale) for locale in others if locale.pk not in known
        )
        if len(known) < len(others):
            known = {version.locale_id: version for version in versions.filter(original=original.pk)}
    return [known[locale.pk] for locale in others if locale.pk in known]


def _compare_one(version: LanguageVersion, sections: dict[str, list[Passage]]) -> None:
    """Compares one translation (`version.page`, specific) with the original's sections."""
    if not version.is_published:
        version.approved, version.outdated_sections, version.outdated_since = {}, [], None
        version.words_to_do = sum(passage.words for each in sections.values() for passage in each)
    else:
        _take_note(version, sections)
        version.outdated_sections = outdated(version, sections)
        version.outdated_since = (version.outdated_since or timezone.now()) if version.outdated_sections else None
        version.words_to_do = sum(passage.words for passage in unapproved(version, sections))
    version.state = state_of(version.work, version.is_published, version.is_outdated)
    version.changed_at = timezone.now()


def _take_note(version: LanguageVersion, sections: dict[str, list[Passage]]) -> None:
    """What was published by another way than approval (an import, the page editor) counts as approved, section by
    section, where it has changed: whoever published it had the original before them. Readers are told so."""
    own = by_section(passages_of(version.page))
    for section, passages in sections.items():
        target = digest_of(own.get(section, []))
        if version.approved.get(section, {}).get("target") != target:
            version.approved[section] = approval(passages, target, Origin.UNREVIEWED)
    for section in set(version.approved) - set(sections):
        if section not in own:  # gone from both
            del version.approved[section]


def approval(passages: list[Passage], target: str, origin: Origin) -> dict:
    """What is kept of an approved section."""
    return {"source": digests(passages), "target": target, "origin": origin.value}


def outdated(version: LanguageVersion, sections: dict[str, list[Passage]]) -> list[str]:
    """The sections of a published translation that no longer say what the original says, in the original's order."""
    changed = [name for name, passages in sections.items() if digests(passages) != _approved(version, name)]
    return changed + [name for name in version.approved if name not in sections]


def unapproved(version: LanguageVersion, sections: dict[str, list[Passage]]) -> Iterable[Passage]:
    """The passages nobody has approved a translation of."""
    for name, passages in sections.items():
        approved = set(_approved(version, name))
        yield from (passage for passage in passages if passage.digest not in approved)


def _approved(version: LanguageVersion, section: str) -> list[str]:
    return version.approved.get(section, {}).get("source", [])
