"""Beside a passage in the translation editor: agreed expressions that occur in it, and translations to take over."""

from translation.deliveries import translation_of
from translation.glossary import Glossary
from translation.memory import offers
from translation.models import LanguageVersion
from translation.sections import Passage
from translation.work import NotNow


def aids_for(version: LanguageVersion) -> list[dict]:
    """`[{'source', 'terms': [[expression, preferred], …], 'offers': [[text, where], …]}, …]`, of the passages there is
    something to say of; a fixed number of queries."""
    try:
        translation = translation_of(version)
    except NotNow:
        return []
    glossary = Glossary(translation.source.locale.language_code, version.language)
    offered = offers(version, translation)
    aids = []
    for segment in translation.source.stringsegment_set.select_related("string").order_by("order"):
        source = Passage("", segment.string.data).text
        terms = [[agreed.expression, agreed.preferred] for agreed in glossary.found_in(source)]
        own = [[offer.text, offer.where] for offer in offered.get(source, ())]
        if terms or own:
            aids.append({"source": source, "terms": terms, "offers": own})
    return aids
