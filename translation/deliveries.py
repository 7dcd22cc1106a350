"""From the translator to the public: sent, taken back, returned, or approved, which alone changes what is live."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation import facts, telling
from translation.models import Delivery, LanguageVersion, Remark
from translation.sections import Passage, by_section, digest_of, passages_of, section_label
from translation.states import Origin, Work
from translation.work import NotNow, held, log_work, set_work

Outcome = Delivery.Outcome


class Incomplete(NotNow):
    """Passages that have no translation yet, or one that cannot be published; `sections` names where, in order."""

    def __init__(self, sections: list[str]):
        self.sections = sections
        places = ", ".join(sections)
        super().__init__(_("Some passages are not translated yet, or cannot be used: {places}.").format(places=places))


def translation_of(version: LanguageVersion) -> Translation:
    """wagtail-localize's record. Raises NotNow before the work has been taken."""
    into = Translation.objects.filter(source__object_id=version.original.translation_key, enabled=True)
    found = into.filter(target_locale=version.locale_id).select_related("source__locale", "target_locale").first()
    if found is None or version.page is None:
        raise NotNow(_("Nobody has begun this translation. Begin it from the board."))
    return found


def send(number: int, by, note: str = "") -> Delivery:
    """Hands what is translated to the editors, frozen. A second press changes nothing. Raises NotNow, Incomplete."""
    with transaction.atomic():
        version = held(number)
        if waiting := version.deliveries.waiting().first():
            return waiting
        if version.work != Work.IN_WORK:
            raise NotNow(_("Nobody has begun this translation. Begin it from the board."))
        translation = translation_of(version)
        if lacking := untranslated(translation):
            raise Incomplete(lacking)
        page = _translated(translation)
        revision = page.save_revision(user=by)
        delivery = Delivery.objects.create(
            version=version, revision=revision, passages=_frozen(translation, page), sent_by=by, note=note
        )
        set_work(version, Work.WAITING)
        log_work(version, "sent", by, note=note)
        telling.sent(delivery)
        return delivery


def take_back(number: int, by) -> LanguageVersion:
    """The translator goes on with what had been sent."""
    with transaction.atomic():
        version = held(number)
        if delivery := version.deliveries.waiting().first():
            _decide(delivery, Outcome.TAKEN_BACK, by)
            set_work(version, Work.IN_WORK)
            log_work(version, "taken-back", by)
        return version


def give_back(number: int, by, answer: str, remarks: dict[str, str]) -> Delivery:
    """Returns a delivery with what the editor says, in general and of sections (`{section: text}`). Raises NotNow."""
    with transaction.atomic():
        version, delivery = _waiting(number)
        Remark.objects.bulk_create(
            Remark(delivery=delivery, section=section, text=text) for section, text in remarks.items() if text.strip()
        )
        _decide(delivery, Outcome.RETURNED, by, answer)
        set_work(version, Work.IN_WORK)
        log_work(version, "returned", by, note=answer)
        telling.returned(delivery)
        return delivery


def approve(number: int, by, checked: Iterable[int] = ()) -> Delivery:
    """Publishes exactly what was sent, with the original's facts of now. `checked`: which of the passages (by their
    place) that no person has written the editor has read. Raises NotNow, PublicationRefused."""
    with transaction.atomic():
        version, delivery = _waiting(number)
        original = version.original.specific
        unread = [i for i, each in enumerate(delivery.passages) if each["machine"] and i not in set(checked)]
        if unread:
            raise NotNow(_("Tick every machine-made passage once you have read it; nothing has been published."))
        if not original.live:
            raise NotNow(_("The original is no longer published, so its translation is not published either."))
        page = delivery.revision.as_object()
        parent = page.get_parent()
        if not parent.live:
            raise NotNow(_("Publish the translation of the page above it first: “{title}”.").format(title=parent.title))
        facts.take_over(original, page)
        _decide(delivery, Outcome.APPROVED, by)
        approved = {"approved": _approved(delivery, page), "approved_at": delivery.decided_at, "approved_by": by}
        set_work(version, Work.NONE, assignee=None, due_on=None, asked_by=None, **approved)
        page.save_revision(user=by, clean=False).publish(user=by)
        version.refresh_from_db()
        log_work(version, "approved", by)
        telling.approved(delivery)
        return delivery


def untranslated(translation: Translation) -> list[str]:
    """The labels of the sections with a passage that has no translation, or one with an error. Two queries."""
    segments = StringSegment.objects.filter(source=translation.source_id).order_by("order")
    missing = segments.annotate_translation(translation.target_locale).filter(translation=None)
    paths = missing.values_list("context__path", flat=True)
    page_class = translation.source.specific_content_type.model_class()
    return list(dict.fromkeys(section_label(page_class, path.split(".")[0]) for path in paths))


def _translated(translation: Translation) -> Page:
    """The page with the translated text in memory. Raises NotNow where it breaks a rule of the page."""
    page = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    try:
        page.full_clean()
    except ValidationError as error:
        known = {field.name for field in page._meta.get_fields()}
        lines = [
            f"{section_label(type(page), name)}: {' '.join(messages)}" if name in known else " ".join(messages)
            for name, messages in error.message_dict.items()
        ]
        raise NotNow(" ".join(lines)) from error
    return page


def _frozen(translation: Translation, page: Page) -> list[dict]:
    """Every passage as it is sent, beside its original."""
    made_by_machine = _machine_made(translation)
    original = passages_of(translation.source.as_instance())
    targets = by_section(passages_of(page))
    frozen = []
    for section, passages in by_section(original).items():
        own = targets.get(section, [])
        for place, passage in enumerate(passages):
            target = own[place] if place < len(own) else Passage(passage.path, "")
            machine = (passage.path, passage.html) in made_by_machine
            frozen.append(
                {
                    "section": section,
                    "source": passage.text,
                    "target": target.text,
                    "digest": passage.digest,
                    "machine": machine,
                }
            )
    return frozen


def _machine_made(translation: Translation) -> set[tuple[str, str]]:
    """(path, original) of what no person has written."""
    made = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
    )
    return set(made.values_list("context__path", "translation_of__data"))


def _approved(delivery: Delivery, page: Page) -> dict:
    """What is kept of it: compared with the original as it was when this was sent."""
    targets = by_section(passages_of(page))
    sections: dict[str, list[dict]] = {}
    for each in delivery.passages:
        sections.setdefault(each["section"], []).append(each)
    return {
        section: {
            "source": [each["digest"] for each in passages],
            "target": digest_of(targets.get(section, [])),
            "origin": (Origin.MACHINE if any(each["machine"] for each in passages) else Origin.PEOPLE).value,
        }
        for section, passages in sections.items()
    }


def _waiting(number: int) -> tuple[LanguageVersion, Delivery]:
    """A delivery that waits, and its version, held. Raises NotNow."""
    delivery = Delivery.objects.select_related("revision").get(pk=number)
    version = held(delivery.version_id)
    delivery.refresh_from_db()
    if not delivery.is_waiting:
        raise NotNow(_("This has been decided meanwhile: {outcome}.").format(outcome=delivery.get_outcome_display()))
    delivery.version = version
    return version, delivery


def _decide(delivery: Delivery, outcome: str, by, answer: str = "") -> None:
    delivery.outcome, delivery.decided_by, delivery.decided_at = outcome, by, timezone.now()
    delivery.answer = answer
    delivery.save()
