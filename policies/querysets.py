"""Questions asked of the case studies."""

from wagtail.models import PageManager

from core.querysets import BasePageQuerySet


class CaseStudyPageQuerySet(BasePageQuerySet):
    """Case studies in one language or another, each family of translations once where asked."""

    def for_city(self, city):
        return self.filter(city=city)

    def one_per_case(self, language_code):
        """Each case once: in this language where published, else in its original, else in any. Two queries."""
        chosen: dict = {}
        rows = self.order_by("pk").values_list("translation_key", "pk", "locale__language_code", "original_language")
        for key, pk, language, original in rows:
            rank = 0 if language == language_code else 1 if language == original else 2
            if key not in chosen or rank < chosen[key][0]:
                chosen[key] = (rank, pk)
        return self.model.objects.filter(pk__in=[pk for _rank, pk in chosen.values()])

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_cards(self):
        """With everything a card shows: a fixed number of queries whatever the number of cards."""
        return self.select_related("locale", "city__region", "evidence", "status").prefetch_related(
            "city__names", "evidence__labels", "status__labels", "themes__term__labels", "themes__term__parent__labels"
        )


CaseStudyPageManager = PageManager.from_queryset(CaseStudyPageQuerySet)
