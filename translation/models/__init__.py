from translation.models.delivery import Delivery, Remark
from translation.models.glossary import GlossaryEntry, GlossaryText
from translation.models.labels import LabelStanding
from translation.models.readers import PageReads, ReaderRequest
from translation.models.version import LanguageVersion

__all__ = [
    "Delivery",
    "GlossaryEntry",
    "GlossaryText",
    "LabelStanding",
    "LanguageVersion",
    "PageReads",
    "ReaderRequest",
    "Remark",
]
