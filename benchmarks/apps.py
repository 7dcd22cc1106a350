from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """Lets stock search read every text of a case, as a site without a search of its own would declare it."""

    name = "benchmarks"

    def ready(self):
        from wagtail.search import index

        from benchmarks.vocabulary import TEXT_FIELDS
        from policies.models import CaseStudyPage

        CaseStudyPage.search_fields = [
            *CaseStudyPage.search_fields,
            *(index.SearchField(name) for name in ("lead_body", *TEXT_FIELDS)),
        ]
