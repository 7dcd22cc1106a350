"""The one queryset that feeds every public way out."""

from wagtail.models import Page, PageManager
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

    def below_home(self, home):
        """The children of a home page, by their own paths: they are few, but the whole tree hangs below them, and a
        range of paths would read all of it. One query to find the last child."""
        below = Page.objects.filter(path__range=home._get_children_path_interval(home.path))
        last = below.order_by("-path").values_list("path", flat=True).first() or home.path
        step = last[len(home.path) :][: home.steplen]
        steps = range(1, home._str2int(step) + 1) if step else ()
        return self.filter(path__in=[home._get_path(home.path, home.depth + 1, number) for number in steps])

    def in_language(self, language_code):
        return self.filter(locale__language_code=language_code)


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
