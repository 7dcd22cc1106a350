"""Officers read what their city has uploaded, published or not; reviewers the files of the case they review."""

from django.db.models import Q
from wagtail.documents.models import Document

from cities.files import belongs_to
from editorial.models import ReviewAssignment, ReviewRound
from editorial.querysets import city_of
from editorial.reviewing.entering import guest_of
from editorial.reviewing.showing import attached_to
from policies.files import register_file_reader

REVIEWING = (ReviewAssignment.State.ACCEPTED, ReviewAssignment.State.SUBMITTED)


def is_of_own_city(request, item) -> bool:
    """Whether a document or image is of the city this person writes for."""
    city = city_of(request.user)
    return city is not None and belongs_to(item, city)


def is_under_review(request, item) -> bool:
    """Whether it belongs to the text this person, or the guest of this browser, was asked to read."""
    kind = "files" if isinstance(item, Document) else "images"
    return any(item.pk in attached_to(each, kind) for each in _rounds_read_by(request))


def _rounds_read_by(request):
    guest = guest_of(request)
    mine = ReviewAssignment.objects.of(request.user).filter(state__in=REVIEWING)
    asked = Q(assignments__in=mine)
    if guest and guest.is_open:
        asked |= Q(assignments__in=ReviewAssignment.objects.of(guest).filter(state__in=REVIEWING))
        asked |= Q(sign_offs__guest=guest)
    return ReviewRound.objects.filter(asked).distinct().only("frozen")


def register() -> None:
    register_file_reader(is_of_own_city)
    register_file_reader(is_under_review)
