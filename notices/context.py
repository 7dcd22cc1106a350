"""What stands in the head of every page for a signed-in person."""

from django.utils.functional import SimpleLazyObject

from notices.models import Notice


def unread_notices(request) -> dict:
    """Context processor: `unread_notices`, a number (one query, when used)."""
    return {"unread_notices": SimpleLazyObject(lambda: Notice.objects.for_user(request.user).unread().count())}
