"""What can be seen of SEARCH_EMBEDDER at start-up."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from search.semantic.options import configured, embedder_of, load


def check_embedder(**_kwargs: Any) -> list[CheckMessage]:
    """kb.E101: the setting cannot work. Registered in `SearchConfig.ready()`."""
    try:
        options = configured()
        if options:
            load("search.semantic.space.space")
            embedder_of(options)
    except ImproperlyConfigured as error:
        return [Error(str(error), hint="Correct SEARCH_EMBEDDER, or set it to None.", id="kb.E101")]
    return []
