"""What this process remembers between requests, in one place to forget it."""

from search import snapshot, spelling, titles, vocabulary
from search.engines import matching
from search.semantic import stage


def forget_everything() -> None:
    """Drops snapshots, names, results and words. Never needed in production: numbers say what is out of date."""
    for module in (matching, snapshot, spelling, stage, titles, vocabulary):
        module.forget()
