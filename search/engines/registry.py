"""The engine in use: the one named by the setting SEARCH_ENGINE, made once in each process."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from search.engines.base import Engine


def engine() -> Engine:
    """The engine of this installation."""
    return _made(settings.SEARCH_ENGINE)


@cache
def _made(path: str) -> Engine:
    return import_string(path)()
