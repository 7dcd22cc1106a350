"""Cases in the library that a draft looks like, found by the library's own search."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from editorial.models import Submission
from policies.models import CaseStudyPage
from search.request import SearchRequest
from search.results import Hit
from search.service import search
from search.sorting import RELEVANCE

LOOKED_AT, SHOWN = 10, 3
ALIKE = 80  # of 100: titles that differ in a word or two


@dataclass(frozen=True)
class Alike:
    """A published case, and whether it is of the same city: then the draft should perhaps be its update."""

    hit: Hit
    same_city: bool


def similar_cases(submission: Submission, case: CaseStudyPage) -> list[Alike]:
    """Up to three published cases whose title is nearly this one's, or that tell of the same in the same city."""
    if not case.title.strip():
        return []
    found = search(SearchRequest(q=case.title, language=case.locale.language_code, sort=RELEVANCE, page_size=LOOKED_AT))
    themes = set(case.theme_codes)
    alike = []
    for hit in found.hits:
        if hit.id == case.record_id:
            continue
        same_city = hit.city_code == submission.city.code
        titles = fuzz.token_set_ratio(case.title.casefold(), hit.plain_title.casefold())
        if titles >= ALIKE or (same_city and themes.intersection(tag.parent for tag in hit.themes)):
            alike.append(Alike(hit, same_city))
    return sorted(alike, key=lambda each: not each.same_city)[:SHOWN]
