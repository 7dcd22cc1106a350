"""Beside a passage in the translation editor: what has changed in it, agreed expressions that occur in it, and
translations to take over."""

from translation.changes import changes_of
from translation.deliveries import translation_of
from translation.glossary import Glossary
from translation.memory import offers
from translation.models import LanguageVersion
from translation.sections import Passage
from translation.work import NotNow


def aids_for(version: LanguageVersion) -> list[dict]:
    """`[{'source', 'changes': [[tag, text], …], 'terms': [[expression, preferred], …], 'offers': [[text, where], …]},
    …]`, of the passages there is something to say of; a fixed number of queries, and those of `changes_of`."""
    try:
        translation = translation_of(version)
    except NotNow:
        return []
    glossary = Glossary(translation.source.locale.language_code, version.language)
    changed = changes_of(version)
    offered = offers(version, translation, changed)
    changes = {each.now.text: each.pieces for section in changed for each in section.passages if each.now}
    aids = []
    for segment in translation.source.stringsegment_set.select_related("string").order_by("order"):
        source = Passage("", segment.string.data).text
        aid = {
            "changes": changes.get(source, []),
            "terms": [[agreed.expression, agreed.preferred] for agreed in glossary.found_in(source)],
            "offers": [[offer.text, offer.where] for offer in offered.get(source, ())],
        }
        if any(aid.values()):
            aids.append({"source": source} | aid)
    return aids
