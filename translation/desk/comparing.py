"""A delivery, or work before it is sent, beside its original: by section, with what the checks find."""

from dataclasses import dataclass, field
from itertools import zip_longest

from django.utils.functional import cached_property
from wagtail.models import Page

from translation.checks import Finding, findings
from translation.glossary import Glossary
from translation.models import Delivery, LanguageVersion
from translation.sections import Passage, by_section, passages_of, section_label


@dataclass
class Pair:
    """A passage, its translation, and what is to be looked at; `place` counts over the whole delivery."""

    place: int
    source: str
    target: str
    machine: bool = False
    changed: bool = False  # of what the public reads now
    glossary: Glossary | None = None

    @cached_property
    def findings(self) -> list[Finding]:
        return findings(self.source, self.target, self.glossary)


@dataclass
class Part:
    """A section with its pairs; `moved_on` when the original's section is no longer what was translated."""

    name: str
    label: str
    pairs: list[Pair]
    moved_on: bool = False
    remark: str = ""
    field: object = field(default=None)

    @property
    def found(self) -> int:
        return sum(len(pair.findings) for pair in self.pairs)


def parts_of(delivery: Delivery) -> list[Part]:
    """What was sent, by section. A fixed number of queries."""
    version = delivery.version
    original: Page = version.original.specific
    now = {name: [one.digest for one in passages] for name, passages in by_section(passages_of(original)).items()}
    public = _public_texts(version)
    glossary = Glossary(original.locale.language_code, version.language)
    parts: dict[str, Part] = {}
    sent: dict[str, list[str]] = {}
    for place, each in enumerate(delivery.passages):
        name = each["section"]
        part = parts.setdefault(name, Part(name, section_label(type(original), name), []))
        sent.setdefault(name, []).append(each["digest"])
        changed = bool(public) and each["target"] not in public.get(name, ())
        part.pairs.append(Pair(place, each["source"], each["target"], each["machine"], changed, glossary))
    for name, part in parts.items():
        part.moved_on = now.get(name) != sent[name]
    return list(parts.values())


def outdated_parts(version: LanguageVersion) -> list[Part]:
    """The outdated sections of a published translation: what the original says now, with what is new in it, beside what
    readers of the translation see. A fixed number of queries."""
    original: Page = version.original.specific
    now = by_section(passages_of(original))
    public = by_section(passages_of(version.page.specific)) if version.is_published else {}
    parts = []
    for name in version.outdated_sections:
        known = set(version.approved.get(name, {}).get("source", ()))
        ours, theirs = now.get(name, []), public.get(name, [])
        pairs = [
            Pair(place, source.text if source else "", target.text if target else "", changed=_is_new(source, known))
            for place, (source, target) in enumerate(zip_longest(ours, theirs))
        ]
        parts.append(Part(name, section_label(type(original), name), pairs))
    return parts


def _is_new(passage: Passage | None, known: set[str]) -> bool:
    return passage is not None and passage.digest not in known


def _public_texts(version: LanguageVersion) -> dict[str, set[str]]:
    """`{section: texts}` of what readers see now; empty when nothing is published."""
    if not version.is_published:
        return {}
    return {
        name: {passage.text for passage in passages}
        for name, passages in by_section(passages_of(version.page.specific)).items()
    }
