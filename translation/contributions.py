"""What translation adds to the pages readers see."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.models import BasePage
from translation.models import LanguageVersion


@dataclass(frozen=True)
class OutdatedTranslation:
    """Since when a page is behind its original, and where that is."""

    since: date
    language: str
    url: str


def outdated_translation(page: BasePage, request) -> dict:
    """Whether what is shown still says what its original says. One query, none for a case in its own language."""
    if page.is_shown_in_another_language or getattr(page, "original_language", "") == page.language:
        return {}
    behind = LanguageVersion.objects.exclude(outdated_since=None).filter(page=page.pk)
    version = behind.select_related("original__locale").first()
    if version is None:
        return {}
    original = version.original
    since = timezone.localtime(version.outdated_since).date()
    url = original.get_url(request) or ""
    return {"outdated_translation": OutdatedTranslation(since, original.locale.language_code, url)}
