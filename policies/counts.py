"""How many cases there are of what, counted on what is published, each case once."""

from collections import Counter

from policies.models import CaseStudyPage, CaseStudyTheme


def cases_by_city() -> Counter:
    """`{city code: cases}`. One query."""
    rows = CaseStudyPage.objects.published().order_by().values_list("translation_key", "city__code").distinct()
    return Counter(code for _key, code in rows)


def cases_by_theme() -> Counter:
    """`{theme or topic code: cases}`; a case counts once under a theme however many of its topics it has. One query."""
    rows = (
        CaseStudyTheme.objects.filter(page__in=CaseStudyPage.objects.published())
        .order_by()
        .values_list("page__translation_key", "term__code", "term__parent__code")
    )
    pairs = {(key, code) for key, topic, theme in rows for code in (topic, theme) if code}
    return Counter(code for _key, code in pairs)
