"""What translation adds to the pages readers see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from core.models import BasePage
from policies.beside import PARAMETER
from translation.models import LanguageVersion
from translation.sections import section_label
from translation.states import Origin


@dataclass(frozen=True)
class Standing:
    """Who stands behind a translation, section by section, and since when it is behind its original, if it is."""

    original: str  # code of the language
    original_url: str
    approved_on: date | None
    outdated_since: date | None
    origins: dict[str, Origin]
    by_origin: list[tuple[Origin, list[str]]]  # with the sections' labels

    @property
    def is_reviewed(self) -> bool:
        """Whether every section was compared with the original by a person of the library."""
        return Origin.UNREVIEWED not in self.origins.values()

    @property
    def is_machine_made(self) -> bool:
        """Whether a machine wrote any of it; people have read it all the same."""
        return Origin.MACHINE in self.origins.values()


def standings(page: BasePage, request) -> dict:
    """`standing` of the page shown, `beside_standing` of the version beside it; None for originals. One query, none for
    a case in its own language read alone."""
    beside = request.GET.get(PARAMETER, "")
    if not beside and getattr(page, "original_language", "") == page.language:
        return {"standing": None, "beside_standing": None}
    versions = LanguageVersion.objects.filter(page__translation_key=page.translation_key, page__live=True)
    known = {version.language: version for version in versions.select_related("original__locale", "locale")}
    return {
        "standing": _standing(known.get(page.language), page, request),
        "beside_standing": _standing(known.get(beside), page, request),
    }


def wanted(page: BasePage, request) -> dict:
    """`wanted`: the version a reader lacks and may ask for; what came of asking. One query where it lacks."""
    if not page.is_shown_in_another_language:
        return {}
    versions = LanguageVersion.objects.open().filter(original__translation_key=page.translation_key)
    version = versions.filter(locale__language_code=get_language()).annotate(readers=Count("reader_requests")).first()
    return {"wanted": version, "wish": request.GET.get("asked", "")}


def _standing(version: LanguageVersion | None, page: BasePage, request) -> Standing | None:
    if version is None:
        return None
    original = version.original
    origins = {section: version.origin_of(section) for section in version.approved}
    return Standing(
        original=original.locale.language_code,
        original_url=original.get_url(request) or "",
        approved_on=_day(version.approved_at),
        outdated_since=_day(version.outdated_since),
        origins=origins,
        by_origin=[
            (origin, labels)
            for origin in Origin
            if (labels := [section_label(type(page), name) for name, own in origins.items() if own == origin])
        ],
    )


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
