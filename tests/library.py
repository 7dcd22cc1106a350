"""What the tests build with: the prepared database and a maker of complete case studies."""

from django.utils.text import slugify
from wagtail.models import Locale

from cities.loaders import load_cities, read_cities
from home.tree import Tree, ensure_tree
from policies.models import (
    CaseStudyIndicator,
    CaseStudyInstrument,
    CaseStudyPage,
    CaseStudyPillar,
    CaseStudyReference,
    CaseStudyTheme,
    CaseStudyTransferCondition,
    CaseStudyWorkerGroup,
)
from policies.rules import SECTIONS
from taxonomy.loaders import load_directory
from taxonomy.models import Term

FILLER = {
    "en": "What the city did here, told in a few plain words for the test of {name}.",
    "ko": "이 도시가 한 일을 {name} 시험을 위해 짧게 적습니다.",
    "fr": "Ce que la ville a fait, en quelques mots simples pour {name}.",
    "es": "Lo que hizo la ciudad, en pocas palabras sencillas para {name}.",
}


def prepare() -> None:
    """Vocabularies, cities and the page tree."""
    load_directory()
    load_cities(read_cities())
    ensure_tree()


def term(scheme: str, code: str) -> Term:
    return Term.objects.get(scheme__code=scheme, code=code)


class CaseMaker:
    """Makes complete case studies; anything not said is filled with something true to the template."""

    LINKS = {
        "themes": (CaseStudyTheme, "theme", ["living-wage"]),
        "pillars": (CaseStudyPillar, "pillar", ["rights-at-work"]),
        "instruments": (CaseStudyInstrument, "instrument", ["regulation"]),
        "worker_groups": (CaseStudyWorkerGroup, "worker-group", ["all-workers"]),
        "transfer_conditions": (CaseStudyTransferCondition, "transfer-condition", ["legal-power"]),
    }

    def __init__(self, tree: Tree):
        self.tree = tree
        self.made = 0

    def __call__(self, record_id=None, languages=("en",), publish=True, texts=None, **facts):
        """`texts` is `{language: {field: text}}`; `facts` are page fields or lists of term codes. The first language
        is the original."""
        self.made += 1
        record_id = record_id or f"case-{self.made}"
        pages: dict[str, CaseStudyPage] = {}
        for language in languages:
            page = self._page(record_id, language, languages[0], (texts or {}).get(language, {}), facts)
            if pages:
                page.translation_key = next(iter(pages.values())).translation_key
            parent = self.tree.policies[language]
            parent.refresh_from_db()
            parent.add_child(instance=page)
            revision = page.save_revision()
            if publish:
                revision.publish()
            pages[language] = CaseStudyPage.objects.get(pk=page.pk)
        return pages

    def _page(self, record_id, language, original, texts, facts):
        from cities.models import City

        filler = FILLER[language].format(name=record_id)
        fields = dict.fromkeys((*SECTIONS, "summary", "lead_body"), filler)
        fields |= {"title": record_id.replace("-", " ")} | texts
        page = CaseStudyPage(
            slug=slugify(record_id),
            record_id=record_id,
            locale=Locale.objects.get(language_code=language),
            original_language=original,
            city=City.objects.get(code=facts.get("city", "seoul")),
            status=term("status", facts.get("status", "running")),
            evidence=term("evidence", facts.get("evidence", "described")),
            lead_body_type=term("lead-body", facts.get("lead_body_type", "city")),
            start=facts.get("start", "2019"),
            end=facts.get("end", ""),
            contact="library@dwcn.example",
            is_sample=True,
            live=False,
            **fields,
        )
        for name, (model, scheme, default) in self.LINKS.items():
            rows = [model(term=term(scheme, code), sort_order=i) for i, code in enumerate(facts.get(name, default))]
            setattr(page, name, rows)
        page.references = [CaseStudyReference(title="A source", publisher="The city", year=2020)]
        page.indicators = [
            CaseStudyIndicator(
                name=filler[:40],
                baseline=10,
                baseline_date="2018",
                value=20,
                date="2020",
                unit=term("unit", "percent"),
                source="The city",
                locale=page.locale,
            )
        ]
        return page
