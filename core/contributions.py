"""How a higher app adds to the context of a lower app's page without the lower one importing it.

A higher app calls `contribute_to(CityPage, function)` in its `apps.ready()`; `BasePage.get_context` calls each function
registered for the page's class with `(page, request)` and merges the dictionary it returns.
"""

from collections import defaultdict
from collections.abc import Callable

Contributor = Callable[..., dict]
_contributors: dict[type, list[Contributor]] = defaultdict(list)


def contribute_to(page_class: type, contributor: Contributor) -> None:
    """Registers `contributor(page, request) -> dict` for `page_class` and its subclasses; a second time is ignored."""
    if contributor not in _contributors[page_class]:
        _contributors[page_class].append(contributor)


def contributed_context(page, request) -> dict:
    """Everything the higher apps add to this page, merged in order of registration."""
    context: dict = {}
    for page_class in type(page).__mro__:
        for contributor in _contributors.get(page_class, ()):
            context |= contributor(page, request)
    return context
