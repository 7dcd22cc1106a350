"""A delivery beside its original: by section, with what the checks find."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from wagtail.models import Page

from translation.checks import Finding, findings
from translation.glossary import Glossary
from translation.models import Delivery, LanguageVersion
from translation.sections import by_section, passages_of, section_label


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


def _public_texts(version: LanguageVersion) -> dict[str, set[str]]:
    """`{section: texts}` of what readers see now; empty when nothing is published."""
    if not version.is_published:
        return {}
    return {
        name: {passage.text for passage in passages}
        for name, passages in by_section(passages_of(version.page.specific)).items()
    }
