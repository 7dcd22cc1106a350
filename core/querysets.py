"""The one queryset that feeds every public way out."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class BasePageQuerySet(PageQuerySet):
    """Pages as the public may see them."""

    def published(self):
        """Live and under no view restriction: the only set a public page, feed, index or export may start from."""
        return self.live().public()

    def in_language(self, language_code):
        return self.filter(locale__language_code=language_code)


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
