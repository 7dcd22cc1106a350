"""How far a translation is that has not been sent, and what of it is to be looked at."""

from collections import Counter
from dataclasses import dataclass, field

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from translation.checks import Finding, findings
from translation.deliveries import translation_of
from translation.glossary import Glossary
from translation.models import LanguageVersion
from translation.sections import section_label
from translation.work import NotNow


@dataclass(frozen=True)
class Line:
    """A translated passage that needs the translator: with an error, or with something to look at."""

    section: str
    source: str
    target: str
    error: str
    findings: list[Finding]


@dataclass(frozen=True)
class Progress:
    """Numbers of passages, the words still to do and the sections they are in (`{label: passages}`), and the lines to
    look at."""

    passages: int = 0
    translated: int = 0
    words: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.passages > 0 and self.passages == self.translated


def progress_of(version: LanguageVersion) -> Progress:
    """Nothing of nothing before the work has been taken. A fixed number of queries."""
    try:
        translation = translation_of(version)
    except NotNow:
        return Progress()
    page_class = translation.source.specific_content_type.model_class()
    typed = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    )
    known = {
        (each.translation_of_id, each.context_id): each for each in typed.select_related("translation_of", "context")
    }
    segments = translation.source.stringsegment_set.select_related("string", "context").order_by("order")
    missing: Counter[str] = Counter()
    lines, words = [], 0
    glossary = Glossary(translation.source.locale.language_code, version.language)
    for segment in segments:
        source = StringValue(segment.string.data).render_text()
        label = section_label(page_class, segment.context.path.split(".")[0])
        found = known.get((segment.string_id, segment.context_id))
        if found is None or found.has_error:
            missing[label] += 1
            words += len(source.split())
        if found is not None:
            target, error = StringValue(found.data).render_text(), str(found.get_error() or "")
            noticed = findings(source, target, glossary)
            if noticed or error:
                lines.append(Line(label, source, target, error, noticed))
    total = len(segments)
    return Progress(total, total - missing.total(), words, dict(missing), tuple(lines))
