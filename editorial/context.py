"""What stands in the head of every page for somebody who reviews."""

from django.utils.functional import SimpleLazyObject

from editorial.querysets import is_reviewer


def own_reviews(request) -> dict:
    """Context processor: `is_reviewer` (one query, when used)."""
    return {"is_reviewer": SimpleLazyObject(lambda: is_reviewer(request.user))}
