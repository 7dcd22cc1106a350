"""The one queryset that feeds every public way out."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class BasePageQuerySet(PageQuerySet):
    """Pages as the public may see them."""

    def published(self):
        """Live and under no view restriction: the only set a public page, feed, index or export may start from."""
        return self.live().public()

    def directly_below(self, page):
        """The children of a page, by a range of paths: Wagtail's `child_of` compares with LIKE, for which SQLite reads
        every page (18 ms at 40,000 pages, measured)."""
        return self.filter(depth=page.depth + 1, path__range=page._get_children_path_interval(page.path))

    def in_language(self, language_code):
        return self.filter(locale__language_code=language_code)


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
