"""What has changed in an original since its translation was approved: passage by passage, with what it said then.

What was approved is kept as digests; the words of that day are found again in the original's revisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from unicodedata import category

from django.utils.safestring import SafeString
from wagtail.models import Page

from core.differences import marked, pieces
from translation.checks import numbers
from translation.models import LanguageVersion
from translation.sections import Passage, by_section, digests, passages_of, section_label

MEANS_SOMETHING = "%‰-–/§&"  # of what Unicode calls punctuation
LOOKED_AT = 20  # the latest revisions of the original, but for the published one


@dataclass(frozen=True)
class Change:
    """A passage as it is now, what it was when its translation was approved, and that translation. None: it is new, or
    gone, or (`then` alone) no revision holds it any more."""

    now: Passage | None
    then: Passage | None
    translation: Passage | None
    is_changed: bool

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What came and what went (see `core.differences`), where both are known."""
        return pieces(self.then.text, self._text) if self.is_changed and self.then else []

    @property
    def html(self) -> SafeString | str:
        """The passage, with what came and what went where both are known."""
        return marked(self.then.text, self._text) if self.is_changed and self.then else self._text

    @property
    def _text(self) -> str:
        return self.now.text if self.now else ""

    @property
    def is_slight(self) -> bool:
        """Whether at most punctuation, blanks and capitals differ."""
        if not self.is_changed:
            return True
        if self.now is None or self.then is None:
            return False
        return _plain(self.now) == _plain(self.then)


@dataclass(frozen=True)
class ChangedSection:
    """An outdated section; without passages when the original has it no more."""

    name: str
    label: str
    passages: list[Change]

    @property
    def is_slight(self) -> bool:
        return bool(self.passages) and all(each.is_slight for each in self.passages)

    @property
    def is_gone(self) -> bool:
        return not any(each.now for each in self.passages)


def changes_of(version: LanguageVersion) -> list[ChangedSection]:
    """The outdated sections of a published translation, in the original's order; none of another. A fixed number of
    queries, and as many more as revisions have to be read until all is found, at most `LOOKED_AT`."""
    if not version.is_published or not version.is_outdated:
        return []
    original: Page = version.original.specific
    now, public = by_section(passages_of(original)), by_section(passages_of(version.page.specific))
    then = _as_approved(version)
    return [
        ChangedSection(
            name,
            section_label(type(original), name),
            list(_aligned(_approved(version, name), then.get(name), now.get(name, []), public.get(name, []))),
        )
        for name in version.outdated_sections
    ]


def _approved(version: LanguageVersion, section: str) -> list[str]:
    return version.approved.get(section, {}).get("source", [])


def _as_approved(version: LanguageVersion) -> dict[str, list[Passage]]:
    """`{section: the original's passages as they were approved}`, from the latest revision that has them so."""
    wanted = {name: _approved(version, name) for name in version.outdated_sections}
    found: dict[str, list[Passage]] = {}
    revisions = version.original.revisions.exclude(pk=version.original.live_revision_id).order_by("-created_at", "-pk")
    for revision in revisions[:LOOKED_AT].iterator(chunk_size=1):
        if wanted.keys() <= found.keys():
            break
        sections = by_section(passages_of(revision.as_object()))
        for name in wanted.keys() - found.keys():
            if digests(sections.get(name, [])) == wanted[name]:
                found[name] = sections.get(name, [])
    return found


def _aligned(
    known: list[str], then: list[Passage] | None, now: list[Passage], public: list[Passage]
) -> Iterable[Change]:
    """Pairs what was approved (its digests) with what is there now: the same, changed one for one, new, or gone."""
    keeps_step = len(public) == len(known)  # else nobody knows which passage of the translation is of which
    for kind, start, end, begin, stop in SequenceMatcher(None, known, digests(now), autojunk=False).get_opcodes():
        for step in range(max(end - start, stop - begin)):
            was, new = start + step, begin + step
            place = was if keeps_step else new
            has_been = was < end if keeps_step else True
            yield Change(
                now=now[new] if new < stop else None,
                then=then[was] if then and was < end else None,
                translation=public[place] if has_been and place < len(public) else None,
                is_changed=kind != "equal",
            )


def _plain(passage: Passage) -> tuple[str, list[str], str]:
    """What of a passage says something: without punctuation, blanks and capitals; its figures; where its links lead."""
    text = passage.text.casefold()
    kept = "".join(char for char in text if char in MEANS_SOMETHING or category(char)[0] not in "PZC")
    return kept, numbers(text), passage.attributes
