"""Questions asked of the case studies."""

from django.db.models import F, Q
from wagtail.models import PageManager

from core.querysets import BasePageQuerySet


class CaseStudyPageQuerySet(BasePageQuerySet):
    """Case studies in one language or another, each family of translations once where asked."""

    def for_city(self, city):
        return self.filter(city=city)

    def for_theme(self, code):
        """Cases of a theme, or of one of its topics, or of a topic."""
        own = Q(themes__term__code=code) | Q(themes__term__parent__code=code)
        return self.filter(pk__in=self.model.objects.filter(own).values("pk"))

    def originals(self):
        """Cases as they were written, without their translations."""
        return self.filter(locale__language_code=F("original_language"))

    def one_per_case(self, language_code):
        """Each case once: in this language where published, else in its original, else in any. Two queries."""
        chosen: dict = {}
        rows = self.order_by("pk").values_list("translation_key", "pk", "locale__language_code", "original_language")
        for key, pk, language, original in rows:
            rank = 0 if language == language_code else 1 if language == original else 2
            if key not in chosen or rank < chosen[key][0]:
                chosen[key] = (rank, pk)
        return self.model.objects.filter(pk__in=[pk for _rank, pk in chosen.values()])

    def for_cards(self):
        """With everything a card shows but the terms, which `taxonomy.links.load_terms` loads for all cards at once."""
        return self.select_related("locale", "city").prefetch_related("city__names", "themes")


CaseStudyPageManager = PageManager.from_queryset(CaseStudyPageQuerySet)
