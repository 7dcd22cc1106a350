"""A case in two languages side by side: its words twice, paragraph by paragraph, its facts once."""

import re

from policies.models import CaseStudyPage

PARAMETER = "beside"  # ?beside=ko


def version_beside(page: CaseStudyPage, language: str) -> CaseStudyPage | None:
    """The published version to read beside a page; None where there is none in that language. One query."""
    version = page.published_versions.get(language)
    return version.specific if version else None


def pairs(own: str, other: str) -> list[tuple[str, str]]:
    """Two texts of a section paragraph by paragraph where they have as many, else as two wholes."""
    ours, theirs = _paragraphs(own), _paragraphs(other)
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) else [(own, other)]


def _paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text.strip())
