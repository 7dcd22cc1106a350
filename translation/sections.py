"""A page's text as translation sees it: sections (a field, or a kind of row) made of passages."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue


@dataclass(frozen=True)
class Passage:
    """A line of text. `html` is as wagtail-localize keeps it; `path` the place it gives it."""

    path: str
    html: str
    attributes: str = ""

    @property
    def section(self) -> str:
        return self.path.split(".")[0]

    @property
    def text(self) -> str:
        """As a reader sees it."""
        return StringValue(self.html).render_text()

    @property
    def digest(self) -> str:
        """Tells whether it has changed; where its links lead is part of it."""
        return hashlib.sha256(f"{self.html}\0{self.attributes}".encode()).hexdigest()[:16]

    @property
    def words(self) -> int:
        return len(self.text.split())


def passages_of(page: Page) -> list[Passage]:
    """Every passage of a page (of its own class) as it stands in memory, in reading order. One query for each kind of
    row that is translated, unless they are at hand."""
    return [
        Passage(segment.path, segment.string.data, json.dumps(segment.attrs, sort_keys=True) if segment.attrs else "")
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def by_section(passages: list[Passage]) -> dict[str, list[Passage]]:
    """`{section: [passage, …]}` in order."""
    sections: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        sections[passage.section].append(passage)
    return dict(sections)


def digests(passages: list[Passage]) -> list[str]:
    return [passage.digest for passage in passages]


def digest_of(passages: list[Passage]) -> str:
    """One for them all."""
    return hashlib.sha256("\0".join(digests(passages)).encode()).hexdigest()[:16]


def section_label(page_class: type[Page], section: str) -> str:
    """A section's name in the reader's language."""
    field = page_class._meta.get_field(section)
    name = field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name
    return capfirst(str(name))
