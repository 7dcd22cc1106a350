"""Translation memory: what has been approved of the same words before, and of the same place before it changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

from translation.changes import ChangedSection
from translation.models import LanguageVersion

OFFERED = 3  # of one passage, at most
LOOKED_AT = 1_000  # the latest translations of the same words


@dataclass(frozen=True)
class Offer:
    """A translation to take over, and where it comes from, in the reader's language."""

    text: str
    where: str


def offers(
    version: LanguageVersion, translation: Translation, changes: Iterable[ChangedSection]
) -> dict[str, list[Offer]]:
    """`{text of a passage: offers}` of the original as it is now, identical words first. A fixed number of queries.

    `changes`: of the original, from `translation.changes`.
    """
    found: dict[str, list[Offer]] = defaultdict(list)
    for source, offer in (*_identical(version, translation), *_earlier(changes)):
        known = {each.text for each in found[source]}
        if offer.text not in known and len(known) < OFFERED:
            found[source].append(offer)
    return dict(found)


def _identical(version: LanguageVersion, translation: Translation) -> Iterable[tuple[str, Offer]]:
    """From approved translations of other pages into the language. wagtail-localize keeps each string once."""
    own = translation.source.stringsegment_set.values("string")
    typed = StringTranslation.objects.filter(translation_of__in=own, locale=version.locale_id, has_error=False)
    others = typed.exclude(context__object=translation.source.object_id).select_related("translation_of", "context")
    rows = list(others.order_by("-updated_at")[:LOOKED_AT])
    keys = {row.context.object_id for row in rows}
    approved = LanguageVersion.objects.exclude(approved_at=None).filter(locale=version.locale_id, work="")
    known = approved.filter(original__translation_key__in=keys)
    titles = dict(known.values_list("original__translation_key", "original__title"))
    for row in rows:
        if row.context.object_id in titles:
            where = _("the same words in “{title}”").format(title=titles[row.context.object_id])
            yield StringValue(row.translation_of.data).render_text(), Offer(StringValue(row.data).render_text(), where)


def _earlier(changes: Iterable[ChangedSection]) -> Iterable[tuple[str, Offer]]:
    """What the published translation says where a passage has changed: mostly right, to be brought up to date."""
    for section in changes:
        for each in section.passages:
            if each.is_changed and each.now and each.translation:
                yield each.now.text, Offer(each.translation.text, _("the translation before the change"))
