"""The work of translating, up to sending: asking for it, taking it, and what the translator finds when beginning."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from translation import telling
from translation.debt import bring_level
from translation.models import LanguageVersion
from translation.sections import Passage, by_section, digests, passages_of
from translation.states import Origin, Work, state_of


class NotNow(Exception):
    """It cannot be done as things stand; the text says why, and what to do, in the reader's language."""


def held(number: int) -> LanguageVersion:
    """One version that nobody else changes meanwhile; within a transaction. Raises LanguageVersion.DoesNotExist."""
    versions = LanguageVersion.objects.select_for_update(of=("self",))
    return versions.select_related("original__locale", "locale", "page").get(pk=number)


def set_work(version: LanguageVersion, work: Work, **facts) -> None:
    """Brings the work where it leads. `facts`: other fields."""
    version.work = work
    version.state = state_of(version.work, version.is_published, version.is_outdated)
    for name, value in facts.items():
        setattr(version, name, value)
    version.save(update_fields=["work", "state", *facts])


def ask(numbers: Iterable[int], by, assignee=None, due_on: date | None = None) -> list[LanguageVersion]:
    """Asks for translations, all at once: of one person, or of everyone who translates into the language. Work that has
    begun gets the new translator and day, and goes on. What cannot be asked for is left out. Returns the others."""
    with transaction.atomic():
        asked = []
        for number in sorted(set(numbers)):
            version = LanguageVersion.objects.filter(pk=number).first() and held(number)
            if version and version.original.live:
                work = Work(version.work) if version.work else Work.ASKED
                set_work(version, work, assignee=assignee, due_on=due_on, asked_by=by)
                log_work(version, "asked", by)
                asked.append(version)
        telling.asked(asked, by, batch=uuid4().hex)
        return asked


def drop(number: int, by) -> LanguageVersion:
    """Nobody need translate it any more; what was typed is kept for the next time."""
    with transaction.atomic():
        version = held(number)
        if version.work in (Work.ASKED, Work.IN_WORK):
            set_work(version, Work.NONE, assignee=None, due_on=None)
            log_work(version, "dropped", by)
        return version


def waive(number: int, by, sections: Iterable[str], reason: str) -> LanguageVersion:
    """Says of outdated sections that the translation need not change, because of `reason`: a comma, a misspelt word."""
    with transaction.atomic():
        version = held(number)
        now = by_section(passages_of(version.original.specific))
        waived = [name for name in version.outdated_sections if name in set(sections)]
        for name in waived:
            if name in now:
                version.approved.setdefault(name, {"target": "", "origin": Origin.PEOPLE})["source"] = digests(
                    now[name]
                )
            else:
                del version.approved[name]
        if waived:
            version.save(update_fields=["approved"])
            log_work(version, "waived", by, sections=waived, reason=reason)
            bring_level(version.original)
            version.refresh_from_db()
        return version


def take(number: int, by) -> Page:
    """Begins, or goes on with, a translation; returns the page whose editor is the translator's. Raises NotNow."""
    with transaction.atomic():
        version = held(number)
        original = version.original.specific
        if not original.live:
            raise NotNow(_("The original is not published. Only what the public can read is translated."))
        translation = _translation_of(original, version.locale)
        if version.page is None:
            version.page = _draft(original, version.locale, by)
        _keep_what_stands(version, translation)
        work = Work(version.work) if version.work == Work.WAITING else Work.IN_WORK
        set_work(version, work, page=version.page, assignee=version.assignee or by)
        log_work(version, "taken", by)
        return version.page


def original_changed(page: Page, outdated: list[LanguageVersion]) -> None:
    """After a page went live: the translation editor shows its new text, and who translated it hears of it."""
    for source in TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id):
        source.update_from_db()
    for version in outdated:
        telling.outdated(version)


def _translation_of(original: Page, locale: Locale) -> Translation:
    """wagtail-localize's record of it, level with the original, and the only one into this language: its editor fails
    on two."""
    source, _created = TranslationSource.update_or_create_from_instance(original)
    into = Translation.objects.filter(source__object_id=original.translation_key, target_locale=locale)
    into.exclude(source=source).delete()
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    return translation


def _draft(original: Page, locale: Locale, by) -> Page:
    """A page for the translation, not live, below the translation of the page above: made, too, where there is none.
    wagtail-localize would put a live alias there, with the original's text."""
    parent = original.get_parent()
    if not parent.is_root() and not parent.get_translations().filter(locale=locale).exists():
        _draft(parent.specific, locale, by)
        bring_level(parent)
    return original.copy_for_translation(locale)


def _keep_what_stands(version: LanguageVersion, translation: Translation) -> None:
    """Gives the translator what there is already: the published translation of every passage that is as it was when
    that was approved; of a draft that came by another way, what differs from the original."""
    found = _approved_texts(version) if version.is_published else _texts_of_the_draft(version)
    if not found:
        return
    locale = version.locale
    segments = translation.source.stringsegment_set.select_related("string").order_by("order")
    begun = StringTranslation.objects.filter(context__object_id=translation.source.object_id, locale=locale)
    known = set(begun.values_list("translation_of_id", "context_id"))
    for segment in segments:
        attributes = "" if segment.attrs in ("", "null") else segment.attrs
        digest = Passage("", segment.string.data, attributes).digest
        key = (segment.string_id, segment.context_id)
        if digest in found and key not in known:
            known.add(key)
            html, origin = found[digest]
            machine = origin == Origin.MACHINE
            StringTranslation.objects.create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                data=html,
                translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
                if machine
                else StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


def _approved_texts(version: LanguageVersion) -> dict[str, tuple[str, Origin]]:
    """`{digest of a passage of the original: (its published translation, origin)}` where they stand side by side."""
    own = by_section(passages_of(version.page.specific))
    found = {}
    for section, approval in version.approved.items():
        passages = own.get(section, [])
        if len(passages) == len(approval["source"]):
            for digest, passage in zip(approval["source"], passages, strict=True):
                found.setdefault(digest, (passage.html, version.origin_of(section)))
    return found


def _texts_of_the_draft(version: LanguageVersion) -> dict[str, tuple[str, Origin]]:
    draft = by_section(passages_of(version.page.specific.get_latest_revision_as_object()))
    found = {}
    for section, passages in by_section(passages_of(version.original.specific)).items():
        own = draft.get(section, [])
        if len(own) == len(passages):
            for source, passage in zip(passages, own, strict=True):
                if passage.html != source.html:
                    found.setdefault(source.digest, (passage.html, Origin.PEOPLE))
    return found


def log_work(version: LanguageVersion, action: str, by, **data) -> None:
    """In Wagtail's log of the translation, or of the original where there is no page yet."""
    page = (version.page or version.original).specific
    log(instance=page, action=f"translation.{action}", user=by, data={"language": version.language} | data)
